"""``make clean``: remove what runs and builds leave behind, and say what that was."""

import fcntl
import shutil
from pathlib import Path

from commands.failure import Failure, console, run_command
from commands.layout import LOCAL, ROOT

_PRODUCTS = (
    ".local", ".aws-sam", "build", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis",
    ".coverage",
)  # fmt: skip


def main() -> None:
    """Remove it, unless `make run` is using it."""
    if (LOCAL / "lock").exists():
        with (LOCAL / "lock").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Failure("`make run` is running: stop it first, with Ctrl-C.") from error
    found = [ROOT / name for name in _PRODUCTS if (ROOT / name).exists()]
    for path in found:
        size = _bytes(path)
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        console.print(f"removed {path.relative_to(ROOT)} ({size / 1e6:.1f} MB)")
    if not found:
        console.print("There was nothing to remove.")


def _bytes(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if not file.is_dir())


if __name__ == "__main__":
    run_command(main)
