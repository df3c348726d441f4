"""The desk's page: bundled from the folder ``desk`` into the two files that render serves."""

import os
import subprocess
import sys
from pathlib import Path

from commands.layout import ROOT
from commands.packaging.npm import installed_packages, node
from commands.terminal import Failure

DESK = ROOT / "desk"
STATIC = ROOT / "shared" / "broadsheet" / "pages" / "static"
BUNDLE = (STATIC / "desk.js", STATIC / "desk.css")


def bundle_desk() -> None:
    """Install what the page is made with, once, and bundle it.

    Raises
    ------
    Failure
        If a source has a fault; the message has what esbuild says of it.
    """
    _link_packages()
    run_in_desk("build.mjs", str(STATIC))


def check_desk() -> None:
    """Check types, style and lint of the page's sources.

    Raises
    ------
    Failure
        If something is found, with all of it.
    """
    _link_packages()
    run_in_desk("node_modules/typescript/bin/tsc", "--project", ".")
    run_in_desk("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".")


def _link_packages() -> None:
    """Have the packages stand beside the sources, where all tools look for them."""
    packages, link = installed_packages(DESK), DESK / "node_modules"
    if link.is_symlink() and link.readlink() == packages:
        return
    link.unlink(missing_ok=True)
    link.symlink_to(packages)


def run_in_desk(script: str, *arguments: str) -> None:
    """Run a script of Node in the folder of the sources.

    Raises
    ------
    Failure
        If it fails; the message has what it says.
    """
    ended = subprocess.run(
        [node(), script, *arguments],
        cwd=DESK,
        env=os.environ | {"PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise Failure(f"{Path(script).name} found faults in desk/:\n{ended.stdout}{ended.stderr}")


if __name__ == "__main__":
    try:
        {"bundle": bundle_desk, "check": check_desk}[sys.argv[1]]()
    except Failure as failure:
        sys.exit(f"✗ {failure}")
