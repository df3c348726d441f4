"""``broadsheet clean``: remove what runs and builds leave behind, and say what that was."""

import shutil
from contextlib import nullcontext

import click

from commands.layout import LOCAL, ROOT
from commands.local.checkout import hold_checkout
from commands.packaging.desk import BUNDLE
from commands.terminal import console

_PRODUCTS = (
    ".local", ".aws-sam", "build", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis",
    ".coverage", *(str(file.relative_to(ROOT)) for file in BUNDLE),
)  # fmt: skip


@click.command("clean")
def clean_command() -> None:
    """Remove what runs, builds and tests leave."""
    found = [ROOT / name for name in _PRODUCTS if (ROOT / name).exists()]
    with hold_checkout() if LOCAL.exists() else nullcontext():
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            console.print(f"removed {path.relative_to(ROOT)}")
    if not found:
        console.print("There was nothing to remove.")
