"""``make build``: the functions and the layer for AWS, proven by looking into the files."""

import shutil
from pathlib import Path

from commands.bytecode import check_bytecode
from commands.elf import Machine, check_built_files
from commands.failure import Failure, console, run_command
from commands.layout import LOCAL, ROOT
from commands.sam import AWS_TARGET, LAYER, build_into

BUILD = ROOT / "build" / "aws"
LIMIT = 250 * 1024 * 1024
"""Bytes that a function and its layers may unpack to (AWS: Lambda quotas)."""


def unpacked_bytes(folder: Path) -> int:
    """Add up the files of a package."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Build, and say what the build lacks."""
    build_for_aws()
    tell_of_bytecode()


def build_for_aws() -> None:
    """Build, check every compiled file, and print the size of each package."""
    LOCAL.mkdir(exist_ok=True)
    shutil.rmtree(BUILD, ignore_errors=True)
    with console.status(f"building for {AWS_TARGET.runtime} on {AWS_TARGET.architecture}"):
        build_into(BUILD, AWS_TARGET)
    layer = BUILD / LAYER
    compiled, wrong = check_built_files(layer, Machine.AARCH64, AWS_TARGET.python)
    bytecode, unread = check_bytecode(layer, AWS_TARGET.python)
    wrong += unread
    if wrong:
        first = wrong[0]
        raise Failure(
            f"{first.path.relative_to(ROOT)} would not run on AWS ({first.why}), "
            f"nor would {len(wrong) - 1} more: see LAYER_PLATFORM in shared/Makefile."
        )
    if not compiled:
        raise Failure(f"{layer} holds no compiled file at all, so its packages are missing.")
    for path in compiled:
        console.print(f"  {path.relative_to(layer)}", markup=False, soft_wrap=True)
    console.print(
        f"[bold green]✓[/] {len(compiled)} compiled files, all of them for aarch64 "
        f"and {AWS_TARGET.runtime}"
    )
    if bytecode:
        console.print(
            f"[bold green]✓[/] {len(bytecode)} modules as {AWS_TARGET.runtime}'s bytecode"
        )
    _print_sizes(layer)


def tell_of_bytecode() -> None:
    """Say what is lost, and how to get it, where the layer brings no bytecode."""
    if next((BUILD / LAYER).rglob("*.pyc"), None):
        return
    version = AWS_TARGET.python
    console.print(
        f"\n[bold yellow]![/] The layer brings no bytecode, since no Python {version} is installed "
        f"here to make it: a page after a cold start comes a third later. "
        f"`.venv/bin/uv python install {version}` brings one, and so do pyenv and your system.",
        soft_wrap=True,
    )


def _print_sizes(layer: Path) -> None:
    total = unpacked_bytes(layer)
    if total > LIMIT:
        raise Failure(f"The layer unpacks to {total} bytes; Lambda takes {LIMIT}.")
    console.print("\nUnpacked:")
    packages = layer / "python"
    for path in sorted(packages.iterdir()):
        size = unpacked_bytes(path) if path.is_dir() else path.stat().st_size
        console.print(f"  {path.name:<28}{size / 1024:>9,.0f} KB", markup=False)
    console.print(f"  {'the layer in all':<28}{total / 1024:>9,.0f} KB")
    for path in sorted((ROOT / "functions").iterdir()):
        size = sum(file.stat().st_size for file in path.glob("*.py"))
        console.print(f"  {'function ' + path.name:<28}{size / 1024:>9,.1f} KB")


if __name__ == "__main__":
    run_command(main)
