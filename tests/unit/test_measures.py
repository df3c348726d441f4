"""The project's measures: what a person has to read at once stays short."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HANDLERS = sorted(ROOT.glob("shared/broadsheet/functions/*.py"))
MODULES = sorted(
    path for folder in ("shared/broadsheet", "commands") for path in (ROOT / folder).rglob("*.py")
)


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """The functions and methods of a module, each with its lines, docstring and all."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", HANDLERS, ids=name)
def test_a_handler_has_fewer_than_sixty_lines(path: Path) -> None:
    assert lines(path) < 60


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_has_fewer_than_three_hundred_lines(path: Path) -> None:
    assert lines(path) < 300


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_has_fewer_than_forty_lines(path: Path) -> None:
    assert {found: length for found, length in functions(path) if length >= 40} == {}


def test_the_readers_client_has_at_most_250_lines() -> None:
    modules = (ROOT / "shared/broadsheet/adapters/reading").glob("*.py")
    assert 0 < sum(map(lines, modules)) <= 250
