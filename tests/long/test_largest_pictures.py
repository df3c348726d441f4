"""Pictures of a hundred million pixels are developed within the memory that their function has."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from broadsheet.darkroom.opening import PIXELS
from tests.darkroom.memory import MEMORY, WORST, peak_megabytes

SIDE = 10_000
ROOM = 0.75
"""Of the memory: Lambda's runtime, boto3 and the paper take some too."""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="proc(5) is Linux's")


@pytest.mark.parametrize("name", WORST)
def test_the_largest_picture_is_developed_within_the_memory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SIDE * SIDE == PIXELS
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)  # it is drawn here on purpose
    content_type, draw = WORST[name]
    original = tmp_path / "original"
    original.write_bytes(draw((SIDE, SIDE)))
    peak = peak_megabytes(original, content_type)
    print(f"{name}: {peak:.0f} MB")  # noqa: T201 - the figure is what one runs this for
    original.unlink()
    assert peak < MEMORY * ROOM
