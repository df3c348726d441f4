"""Memory grows with the pixels of a picture, and by so little that the largest one fits.

``make test-long`` develops pictures of a hundred million pixels; here they have four million.
"""

import sys
from functools import cache
from pathlib import Path

import pytest

from broadsheet.darkroom.opening import PIXELS
from tests.darkroom.memory import MEMORY, WORST, peak_megabytes
from tests.darkroom.sources import file_of, quarters

SIZE = (1000, 4000)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="proc(5) is Linux's")


@cache
def peak_of_the_smallest(folder: Path) -> float:
    """What the interpreter and the libraries have, and the making of renditions."""
    smallest = folder / "smallest"
    smallest.write_bytes(file_of(quarters((960, 3840)), "JPEG"))
    return peak_megabytes(smallest, "image/jpeg")


@pytest.mark.parametrize("name", WORST)
def test_the_largest_picture_would_fit_as_this_one_does(
    name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content_type, draw = WORST[name]
    original = tmp_path / "original"
    original.write_bytes(draw(SIZE))
    fixed = peak_of_the_smallest(tmp_path_factory.getbasetemp())
    for_its_pixels = max(0.0, peak_megabytes(original, content_type) - fixed)
    assert fixed + for_its_pixels * PIXELS / (SIZE[0] * SIZE[1]) < MEMORY
