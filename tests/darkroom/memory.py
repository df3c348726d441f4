"""The most memory that developing a picture takes, measured in a process of its own."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from tests.darkroom.sources import file_of

ROOT = Path(__file__).parents[2]
MEMORY = 3008
"""Megabytes (of 1,048,576 bytes) that the function ``picture`` has; docs/decisions.md."""
# VmHWM of proc(5), in kilobytes: getrusage's would count what the tests had before the child began.
CHILD = """
import sys
from pathlib import Path
from broadsheet.darkroom.developing import develop
said = develop(Path(sys.argv[1]), sys.argv[2], lambda *_: None)
status = Path("/proc/self/status").read_text().split()
print(status[status.index("VmHWM:") + 1], said.width, said.height)
"""


def peak_megabytes(original: Path, content_type: str) -> float:
    """Develop a file in a new process, and return the most memory that it had."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(original), content_type],
        env={"PYTHONPATH": str(ROOT / "shared"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[0]) / 1024


def _shades(mode: str, size: tuple[int, int]) -> Image.Image:
    """A picture that is quickly drawn, and large only once it is decoded."""
    return Image.linear_gradient("L").resize(size).convert(mode)


def _palette(size: tuple[int, int]) -> bytes:
    return file_of(_shades("P", size), "GIF", transparency=3)


Draw = Callable[[tuple[int, int]], bytes]
WORST: Mapping[str, tuple[str, Draw]] = {
    "RGBA PNG": ("image/png", lambda size: file_of(_shades("RGBA", size), "PNG")),
    "PNG of 16 bits": (
        "image/png",
        lambda size: file_of(Image.new("I;16", size, 40_000), "PNG"),
    ),
    "palette with a clear colour": ("image/gif", _palette),
    "progressive JPEG 4:4:4": (
        "image/jpeg",
        lambda size: file_of(_shades("RGB", size), "JPEG", progressive=True, quality=90),
    ),
    "progressive CMYK JPEG": (
        "image/jpeg",
        lambda size: file_of(_shades("L", size).convert("CMYK"), "JPEG", progressive=True),
    ),
    "JPEG on its side": (
        "image/jpeg",
        lambda size: file_of(_shades("RGB", size), "JPEG", exif=_on_its_side()),
    ),
    "WebP with alpha": (
        "image/webp",
        lambda size: file_of(_shades("RGBA", size), "WEBP", lossless=False, method=0),
    ),
    "AVIF with alpha": (
        "image/avif",
        lambda size: file_of(_shades("RGBA", size), "AVIF", speed=10),
    ),
    "TIFF on its side": (
        "image/tiff",
        lambda size: file_of(_shades("RGBA", size), "TIFF", exif=_on_its_side()),
    ),
    "HEIC 4:4:4": (
        "image/heic",
        lambda size: file_of(_shades("RGB", size), "HEIC", enc_params={"preset": "ultrafast"}),
    ),
}


def _on_its_side() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif
