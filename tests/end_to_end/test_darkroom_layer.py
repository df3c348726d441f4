"""The layer of the darkroom has all that pictures need beside the paper's own, and little more.

As in ``test_layer.py``, a Python that has nothing but the built layers does the work.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands.build import unpacked_bytes
from commands.packaging.compiled_files import AARCH64, check_compiled_files
from commands.packaging.sam import AWS_TARGET, DARKROOM_LAYER, LAYER, build_into, build_local
from tests.darkroom.sources import TYPES, display_p3, file_of, quarters

BUDGET = 29_500_000
DEVELOP = """
import json, sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from broadsheet.darkroom.crops import crop
from broadsheet.darkroom.developing import develop
found, made = {}, {}
for name, (file, content_type) in json.loads(sys.argv[1]).items():
    said = develop(Path(file), content_type, lambda name, body, kind: made.__setitem__(name, body))
    found[name] = [said.width, said.height, sorted(made), list(said.notes)]
assert crop(made["320.avif"], (1200, 630), None)
print(json.dumps(found))
"""
DRAW = """
import sys
sys.path[:0] = sys.argv[1:]
from broadsheet.darkroom.sharing_card import draw_card
assert draw_card("Ydra", "The Paper", "World", "en", "ltr").startswith(b"\\x89PNG")
assert draw_card("\u0627\u0644\u0645\u064a\u0646\u0627\u0621", "The Paper", None, "ar", "rtl")
print(sorted(name for name in sys.modules if name.startswith(("fontTools", "PIL._imagingft"))))
"""


@pytest.fixture(scope="session")
def layers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The local build's; copies, since a change of the sources removes them."""
    folder = tmp_path_factory.mktemp("layers")
    build = build_local()
    return [
        str(shutil.copytree(build / each / "python", folder / each))
        for each in (LAYER, DARKROOM_LAYER)
    ]


@pytest.fixture(scope="session")
def aws_darkroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    build = tmp_path_factory.mktemp("build") / "aws"
    build_into(build, AWS_TARGET)
    return build / DARKROOM_LAYER


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_format_is_developed_with_the_layers_alone(layers: list[str], tmp_path: Path) -> None:
    sources = {}
    for name, content_type in TYPES.items():
        settings = {} if name == "GIF" else {"icc_profile": display_p3()}
        (tmp_path / name).write_bytes(file_of(quarters(), name, **settings))
        sources[name] = (str(tmp_path / name), content_type)
    found = json.loads(run(DEVELOP, json.dumps(sources), *layers))
    expected = [400, 300, ["320.avif", "320.jpg", "320.webp"], []]
    assert found == dict.fromkeys(TYPES, expected)


def test_cards_are_drawn_with_the_layers_alone(layers: list[str]) -> None:
    assert run(DRAW, *layers).strip() == "[]"


def test_the_layer_brings_the_licences_of_its_faces(layers: list[str]) -> None:
    faces = Path(layers[1]) / "card_faces"
    assert {path.name for path in faces.iterdir()} == {
        "arabic.licence.txt",
        "arabic.ttf",
        "display.licence.txt",
        "display.ttf",
    }
    for licence in faces.glob("*.txt"):
        assert "SIL OPEN FONT LICENSE" in licence.read_text("utf-8")


def test_the_darkroom_for_aws_stays_within_its_budget(aws_darkroom: Path) -> None:
    assert unpacked_bytes(aws_darkroom) <= BUDGET


def test_the_darkroom_for_aws_has_compiled_files_for_that_processor_and_python(
    aws_darkroom: Path,
) -> None:
    compiled, wrong = check_compiled_files(aws_darkroom, AARCH64, AWS_TARGET.python)
    assert wrong == {}
    assert {path.name.partition(".")[0] for path in compiled} >= {
        "_imaging",
        "_imagingcms",
        "_webp",
        "_avif",
        "_pi_heif",
        "_harfbuzz",
        "bidi",
    }
