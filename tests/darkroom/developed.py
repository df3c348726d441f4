"""Developing a file of bytes, and looking at what came of it."""

import io
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from broadsheet.darkroom.developing import develop
from broadsheet.domain.picture import Development


@dataclass(frozen=True, slots=True)
class Developed:
    """What came of a file: what was said of it, and every rendition by its name."""

    said: Development
    renditions: dict[str, bytes]
    types: dict[str, str]

    def picture(self, name: str) -> Image.Image:
        return Image.open(io.BytesIO(self.renditions[name]))

    def colour_at(self, across: float, down: float, ending: str = "webp") -> tuple[int, ...]:
        """The colour at a place of the widest rendition, each side 0 to 1."""
        with self.picture(f"{self.said.widths[-1]}.{ending}") as picture:
            place = (int(across * picture.width), int(down * picture.height))
            colour = picture.convert("RGB").getpixel(place)
        assert isinstance(colour, tuple)
        return colour


def developed(data: bytes, content_type: str) -> Developed:
    renditions: dict[str, bytes] = {}
    types: dict[str, str] = {}

    def write(name: str, body: bytes, kind: str) -> None:
        renditions[name], types[name] = body, kind

    with TemporaryDirectory(prefix="darkroom-") as folder:
        original = Path(folder) / "original"
        original.write_bytes(data)
        said = develop(original, content_type, write)
    return Developed(said, renditions, types)


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    """Whether two colours look the same, after a format that loses some."""
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))
