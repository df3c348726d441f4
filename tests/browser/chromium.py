"""Find the browser that the tests look at pages with, and install it where that is possible."""

import os
import shutil
import subprocess

from commands.terminal import console, run_or_exit

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = f"there is no Chromium: install one that PATH knows as {', '.join(NAMES)}"
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    """Find the browser on the PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def chromium_arguments() -> list[str]:
    """Keep the browser from what only its vendor wants; as root it has no sandbox."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def main() -> None:
    """Install Debian's Chromium where there is none, as root; elsewhere say what will be missed."""
    if find_chromium():
        return
    apt_get = shutil.which("apt-get")
    if os.geteuid() == 0 and apt_get:
        console.print("… installing Chromium, for the browser tests")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(
                [apt_get, "-qq", *step],
                env=environment,
                stdout=subprocess.DEVNULL,
                check=False,
            )
    if not find_chromium():
        console.print(
            "[bold red]![/] There is no Chromium, so the browser tests are skipped: install one "
            f"that PATH knows as {', '.join(NAMES)}."
        )


if __name__ == "__main__":
    run_or_exit(main)
