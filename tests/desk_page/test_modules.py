"""The modules of the desk's page by themselves: `node --test` runs each file of desk/tests."""

import gzip
import subprocess
from pathlib import Path

import pytest

from commands.packaging.desk import BUNDLE, DESK, bundle_desk
from commands.packaging.npm import node

MAX_COMPRESSED_BYTES = 250_000
"""Of script and stylesheet together, in gzip."""
MAX_LINES = 300
SOURCES = sorted(
    path for path in (DESK / "src").rglob("*") if path.suffix in {".ts", ".tsx", ".css"}
)
TESTS = sorted((DESK / "tests").glob("*.test.ts"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_a_file_of_tests_passes(path: Path) -> None:
    ended = subprocess.run(
        [node(), "--test", "--test-reporter=spec", path],
        cwd=DESK, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_page_weighs_no_more_than_editors_on_a_telephone_can_bear() -> None:
    bundle_desk()
    assert sum(len(gzip.compress(file.read_bytes())) for file in BUNDLE) <= MAX_COMPRESSED_BYTES


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(DESK)))
def test_a_module_fits_in_the_head(path: Path) -> None:
    is_catalogue = path.parent.name == "texts"
    assert is_catalogue or len(path.read_text("utf-8").splitlines()) < MAX_LINES
