"""``broadsheet build``: the functions and the layer for AWS, proven by looking into the files."""

import shutil
from pathlib import Path

import click

from commands.layout import ROOT
from commands.packaging.bytecode import how_to_install
from commands.packaging.compiled_files import AARCH64, check_compiled_files
from commands.packaging.desk import bundle_desk
from commands.packaging.sam import AWS_TARGET, LAYERS, build_into
from commands.terminal import Failure, console

BUILD = ROOT / "build" / "aws"


@click.command("build")
def build_command() -> None:
    """Build for AWS, into build/aws."""
    build_for_aws()


def build_for_aws() -> None:
    """Build, and check every compiled file."""
    shutil.rmtree(BUILD, ignore_errors=True)
    with console.status(f"building for {AWS_TARGET.runtime} on {AWS_TARGET.architecture}"):
        bundle_desk()
        build_into(BUILD, AWS_TARGET)
    for layer in LAYERS:
        _prove(BUILD / layer)
    if not next(BUILD.rglob("*.pyc"), None):
        console.print(
            f"[bold yellow]![/] They bring no bytecode, since no Python {AWS_TARGET.python} is "
            f"here to make it: a page after a cold start comes a third later. "
            f"{how_to_install(AWS_TARGET.python)}",
            soft_wrap=True,
        )


def _prove(layer: Path) -> None:
    """Check that every compiled file of a layer would run on AWS."""
    compiled, wrong = check_compiled_files(layer, AARCH64, AWS_TARGET.python)
    for path, why in wrong.items():
        raise Failure(
            f"{path.relative_to(ROOT)} would not run on AWS ({why}), "
            f"nor would {len(wrong) - 1} more: see LAYER_PLATFORM in shared/Makefile."
        )
    if not compiled:
        raise Failure(f"{layer} holds no compiled file at all, so its packages are missing.")
    console.print(
        f"[bold green]✓[/] {layer.name}: its {len(compiled)} compiled files are all for "
        f"{AWS_TARGET.architecture} and {AWS_TARGET.runtime}; "
        f"it unpacks to {unpacked_bytes(layer) / 1e6:.1f} MB.",
        soft_wrap=True,
    )


def unpacked_bytes(folder: Path) -> int:
    """Add up the files of a package."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
