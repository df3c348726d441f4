"""Inputs that nobody on this project wrote: read where they stand, never copied here."""

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_FOLDER = Path(os.environ.get("CONFORMANCE_DIR", "../shared/conformance"))


def conformance_file(name: str) -> Path:
    """Give a file of the conformance data, or skip the test where there is none."""
    path = _ROOT / _FOLDER / name
    if not path.exists():
        pytest.skip(f"no conformance data at {path}: set CONFORMANCE_DIR")
    return path
