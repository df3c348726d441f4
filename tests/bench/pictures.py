"""``make bench-pictures``: what effort and quality cost and give, into docs/benchmarks.md."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import fmean

from PIL import Image, ImageDraw, features

from broadsheet.darkroom.developing import develop
from broadsheet.darkroom.renditions import ENCODERS
from commands.layout import LOCAL, ROOT, TOOLS
from commands.packaging.uv_environment import uv_environment
from commands.terminal import console, run_or_exit
from tests.bench.machine import look_around
from tests.bench.marks import MarkedPart
from tests.bench.peers.serving import run_logged
from tests.bench.tables import kilobytes, table

PICTURES = MarkedPart(
    "<!-- Pictures begins: `make bench-pictures` writes this. -->", "<!-- Pictures ends. -->"
)
DOCUMENT = ROOT / "docs" / "benchmarks.md"
INSTALLED = ROOT / "build" / "bench-pictures"
"""Where the rater is kept, with the photographs that scikit-image brings."""
REQUIREMENTS = ROOT / "requirements" / "pictures.txt"
RATER = Path(__file__).with_name("children") / "rate_pictures.py"
PHOTOGRAPHS = ("astronaut.png", "chelsea.png", "coffee.png", "motorcycle_left.png", "rocket.jpg")
ROUNDS = 3
_JPEG = {"optimize": True, "progressive": True}
SETTINGS: Sequence[tuple[str, Mapping[str, int | bool]]] = (
    *(("jpg", {"quality": quality, **_JPEG}) for quality in (75, 80, 85)),
    *(("webp", {"quality": quality, "method": 4}) for quality in (75, 80, 85)),
    ("webp", {"quality": 80, "method": 6}),
    *(("avif", {"quality": 60, "speed": speed}) for speed in (4, 5, 6, 7, 8, 9)),
    *(("avif", {"quality": quality, "speed": 6}) for quality in (50, 55, 65, 70)),
)
PHOTOS = {"12 MP": (4000, 3000), "24 MP": (6000, 4000)}
_ABOUT = """\
Of each picture, the rendition's file in every format, on one core: processor time by
`time.process_time`, the least of {rounds} rounds, for each million pixels. SSIMULACRA2 is a
measure of what people see: 90 is no difference at a distance of reading, 70 a high quality, 50 a
middling one. The pictures are {count}: photographs that scikit-image brings, and two that are
drawn, a chart and something like a photograph. Bytes are of all of them, and beside JPEG's at
quality 80. What the darkroom uses is in bold."""
_DEVELOPED = """\
A whole development, from the file of a camera to all renditions: a JPEG (quality 92, 4:2:0) that is
drawn like a photograph, in this process on one core."""


@dataclass(frozen=True, slots=True)
class EncodingCost:
    """What one setting of one format costs, and gives."""

    ending: str
    settings: Mapping[str, int | bool]
    seconds_per_megapixel: float
    size: int
    scores: tuple[float, ...]

    @property
    def is_ours(self) -> bool:
        """Whether the darkroom uses it."""
        return dict(ENCODERS[self.ending][1]) == dict(self.settings)

    @property
    def named(self) -> str:
        """Its name in a table."""
        said = ", ".join(
            f"{name} {value}" for name, value in self.settings.items() if value is not True
        )
        text = f"{ENCODERS[self.ending][0]} {said}"
        return f"**{text}**" if self.is_ours else text


def photo_like(size: tuple[int, int]) -> Image.Image:
    """Draw what has detail of every size, as photographs have: noise whose power falls with it."""
    bands = []
    for _ in range(3):
        total = Image.new("L", size, 128)
        for octave in range(8, -1, -1):
            grain = (max(2, size[0] >> octave), max(2, size[1] >> octave))
            noise = Image.effect_noise(grain, 12 + 9 * octave)
            total = Image.blend(total, noise.resize(size, Image.Resampling.BICUBIC), 0.3)
        bands.append(total)
    return Image.merge("RGB", bands)


def chart(size: tuple[int, int]) -> Image.Image:
    """Draw what newspapers draw: flat colours, lines and sharp edges."""
    picture = Image.new("RGB", size, (250, 247, 240))
    draw = ImageDraw.Draw(picture)
    for number in range(24):
        left, top = number * size[0] // 24, size[1] - (number * 37 % 90 + 8) * size[1] // 110
        draw.rectangle(
            (left + 3, top, left + size[0] // 30, size[1]), fill=(30 + 8 * number, 60, 140)
        )
        draw.line((0, top, size[0], size[1] - top), fill=(20, 20, 20), width=2)
    return picture


def install_rater() -> Path:
    """Make the environment of its own, once; return its Python."""
    python = INSTALLED / "bin" / "python"
    if not (INSTALLED / "installed").exists():
        uv, environment = str(TOOLS / "uv"), uv_environment(os.environ)
        sync = [uv, "pip", "sync", "--python", str(python), "--require-hashes", str(REQUIREMENTS)]
        LOCAL.mkdir(exist_ok=True)
        log = LOCAL / "bench-pictures.log"
        for command in ([uv, "venv", "--clear", "--python", sys.executable, str(INSTALLED)], sync):
            run_logged(command, cwd=ROOT, env=environment, log=log, what="installing SSIMULACRA2")
        (INSTALLED / "installed").touch()
    return python


def find_sources(installed: Path) -> list[Image.Image]:
    """Open the photographs, and draw the rest."""
    (folder,) = installed.glob("lib/python*/site-packages/skimage/data")
    opened = [Image.open(folder / name).convert("RGB") for name in PHOTOGRAPHS]
    return [*opened, chart((960, 640)), photo_like((960, 640))]


def measure_encodings(
    python: Path, sources: Sequence[Image.Image], home: Path
) -> list[EncodingCost]:
    """Encode every source in every setting, and rate what came out."""
    costs = []
    originals = [home / f"{number}.png" for number in range(len(sources))]
    for source, original in zip(sources, originals, strict=True):
        source.save(original)
    megapixels = sum(source.width * source.height for source in sources) / 1e6
    for ending, settings in SETTINGS:
        encoded = [_encode(source, ending, settings) for source in sources]
        pairs = []
        for original, (body, _) in zip(originals, encoded, strict=True):
            seen = original.with_suffix(".seen.png")
            Image.open(io.BytesIO(body)).convert("RGB").save(seen)
            pairs.append([str(original), str(seen)])
        rated = subprocess.run(
            [str(python), str(RATER)],
            input=json.dumps(pairs),
            capture_output=True,
            text=True,
            check=True,
        )
        seconds = sum(second for _, second in encoded) / megapixels
        size = sum(len(body) for body, _ in encoded)
        costs.append(EncodingCost(ending, settings, seconds, size, tuple(json.loads(rated.stdout))))
        console.print(
            f"{costs[-1].named}: {seconds:.2f} s, {size:,} bytes, {fmean(costs[-1].scores):.1f}"
        )
    return costs


def _encode(
    picture: Image.Image, ending: str, settings: Mapping[str, int | bool]
) -> tuple[bytes, float]:
    taken = []
    for _ in range(ROUNDS):
        body, began = io.BytesIO(), time.process_time()
        picture.save(body, ENCODERS[ending][0], **settings)
        taken.append(time.process_time() - began)
    return body.getvalue(), min(taken)


def measure_development(home: Path) -> list[tuple[str, str, str, str]]:
    """Develop a photograph of each size, and tell the seconds and what came of it."""
    rows = []
    for name, size in PHOTOS.items():
        original, sizes = home / "photo.jpg", dict[str, int]()
        photo_like(size).save(original, "JPEG", quality=92)
        began = time.process_time()
        develop(original, "image/jpeg", partial(_weigh, sizes))
        seconds = time.process_time() - began
        sent = kilobytes(original.stat().st_size)
        rows.append((name, sent, f"{seconds:.1f} s", kilobytes(sum(sizes.values()))))
    return rows


def _weigh(sizes: dict[str, int], name: str, body: bytes, _: str) -> None:
    sizes[name] = len(body)


def write_section(
    costs: Sequence[EncodingCost],
    developed: Sequence[tuple[str, str, str, str]],
    facts: Sequence[tuple[str, str]],
    count: int,
) -> str:
    """Write the whole section."""
    beside = next(cost.size for cost in costs if cost.ending == "jpg" and cost.is_ours)
    rows = [
        (
            cost.named,
            f"{cost.seconds_per_megapixel:.2f} s",
            kilobytes(cost.size),
            f"{100 * cost.size / beside:.0f}%",
            f"{fmean(cost.scores):.1f}",
            f"{min(cost.scores):.1f}",
        )
        for cost in costs
    ]
    heads = ["Format", "CPU", "Bytes", "of JPEG's", "SSIMULACRA2, mean", "least"]
    return "\n\n".join(
        [
            "## Pictures",
            _ABOUT.format(rounds=ROUNDS, count=count),
            table(["Where and when", ""], facts).replace("---:", "---"),
            table(heads, rows),
            _DEVELOPED,
            table(["Photograph", "File", "CPU", "All renditions"], developed),
        ]
    )


def main() -> None:
    """Measure, and write the section."""
    began, load = datetime.now(UTC), os.getloadavg()[0]
    python = install_rater()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {0})  # AVIF's encoder has a thread for each core otherwise
    sources = find_sources(INSTALLED)
    with tempfile.TemporaryDirectory() as home:
        costs = measure_encodings(python, sources, Path(home))
        developed = measure_development(Path(home))
    versions = {"Pillow": version("pillow"), "libavif": features.version("avif") or "unknown"}
    facts = replace(look_around(began, load), versions=versions).facts()
    section = write_section(costs, developed, facts, len(sources))
    DOCUMENT.write_text(PICTURES.put_into(DOCUMENT.read_text("utf-8"), section), "utf-8")
    console.print(f"\nWritten to {DOCUMENT.name}")


if __name__ == "__main__":
    run_or_exit(main)
