"""Sizes of the packages, unpacked, as Lambda counts them."""

from dataclasses import dataclass
from pathlib import Path

from commands.build import BUILD, unpacked_bytes
from commands.layout import ROOT


@dataclass(frozen=True, slots=True)
class Sizes:
    """What each package unpacks to, in bytes.

    Attributes
    ----------
    build
        Which build was looked at.
    has_bytecode
        Whether it brings the layer's modules as bytecode too.
    layer
        All of the layer.
    parts
        Each package in the layer, the largest first.
    functions
        Each function.
    """

    build: str
    has_bytecode: bool
    layer: int
    parts: tuple[tuple[str, int], ...]
    functions: tuple[tuple[str, int], ...]


def measure_sizes(local_build: Path) -> Sizes:
    """Look into the build for AWS, or, where there is none, into the local one."""
    for_aws = BUILD.is_dir()
    layer = (BUILD if for_aws else local_build) / "BroadsheetLayer" / "python"
    parts = {path.name: _bytes(path) for path in layer.iterdir()}
    functions = ROOT / "functions"
    return Sizes(
        build="for AWS (`make build`)" if for_aws else "for this machine (`make run`)",
        has_bytecode=next(layer.rglob("*.pyc"), None) is not None,
        layer=sum(parts.values()),
        parts=tuple(sorted(parts.items(), key=lambda part: -part[1])),
        functions=tuple(
            (path.name, sum(file.stat().st_size for file in path.glob("*.py")))
            for path in sorted(functions.iterdir())
        ),
    )


def _bytes(path: Path) -> int:
    return unpacked_bytes(path) if path.is_dir() else path.stat().st_size
