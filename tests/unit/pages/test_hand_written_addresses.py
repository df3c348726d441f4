"""Paths and queries of the site are written in ``addresses.py``, and by hand nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet import pages
from broadsheet.pages.addresses import Address
from broadsheet.pages.assets import SCRIPT

PAGES = Path(pages.__file__).parent
LAYER = PAGES.parent
TEMPLATES = sorted((PAGES / "templates").iterdir())
SCRIPTS = [PAGES / "static" / SCRIPT]
# Where paths are made; `formats` points into documents, whose fields have names like `/tags`, and
# `custody` counts in the part `/desk` of the log.
MADE_IN = {
    PAGES / "addresses.py",
    PAGES / "copied_addresses.py",
    PAGES / "list_position.py",
    PAGES / "picture_addresses.py",
    LAYER / "domain" / "identity.py",
}
MODULES = sorted(
    path
    for path in LAYER.rglob("*.py")
    if path not in MADE_IN and not {"formats", "custody", "templates_compiled"} & set(path.parts)
)

FIRST_SEGMENTS = {address.value.split("/")[1].partition("?")[0] for address in Address} - {""}
FIXED = [*sorted(segment for segment in FIRST_SEGMENTS if "{" not in segment), "sharing"]
WRITTEN = re.compile(rf"/(?:{'|'.join(map(re.escape, FIXED))})\b|\?(?:history|older|newer)\b")
"""``/tags`` and ``/tags/…``, ``?older=…`` and ``?history``."""
OF_A_VALUE = re.compile(r"/\{")
LINK = re.compile(r"""\s(?:href|src|action|data-source)=(["'])(?!\{\{|#|https://)(.*?)\1""")


def name(path: Path) -> str:
    return str(path.relative_to(LAYER))


def texts(source: str) -> Iterator[str]:
    """The strings of a module, with ``{}`` for the values in them; no docstrings."""
    tree = ast.parse(source)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
              for part in node.values}  # fmt: skip
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        elif isinstance(node, ast.Constant) and id(node) not in inside | said:
            yield str(node.value)


def hand_written(text: str) -> bool:
    return bool(WRITTEN.search(text) or OF_A_VALUE.match(text))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_writes_an_address_by_hand(path: Path) -> None:
    assert [text for text in texts(path.read_text("utf-8")) if hand_written(text)] == []


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.py")), ids=name)
def test_no_page_writes_the_front_page_by_hand(path: Path) -> None:
    if path not in MADE_IN:
        assert not {"/", "{}/"} & set(texts(path.read_text("utf-8")))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_writes_an_address_by_hand(path: Path) -> None:
    source = path.read_text("utf-8")
    assert [found[2] for found in LINK.finditer(source)] == []
    assert not WRITTEN.search(source)


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_no_script_writes_an_address_by_hand(path: Path) -> None:
    assert not WRITTEN.search(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        'path = "/menu/"',
        'path = f"/tags/{slug}/"',
        'path = f"/{slug}/"',
        'path = site_url + "/feeds/latest.xml"',
        'address = f"{path}?older={cursor}"',
        'address = path + "?history"',
    ],
)
def test_what_is_written_by_hand_is_found(source: str) -> None:
    assert any(map(hand_written, texts(source)))


@pytest.mark.parametrize(
    "source",
    [
        '"""Return what is at ``/menu/``."""',
        'path = f"/articles/{article}/revisions"',
        'key = f"content/{article}/"',
        'fault = "?as"',
    ],
)
def test_what_is_no_address_of_the_site_is_not(source: str) -> None:
    assert not any(map(hand_written, texts(source)))


def test_a_link_written_by_hand_is_found() -> None:
    assert LINK.search('<a class="x" href="/">')
    assert LINK.search("<form action='news/'>")
    assert not LINK.search('<a href="{{ page.path }}"> <a href="#page"> <a href="https://met.no">')
