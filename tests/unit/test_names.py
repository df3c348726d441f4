"""One name, one thing: no two classes of the project share a name, tests included."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("commands", "functions", "shared", "tests")
# What a reader would have to ask about: https://peps.python.org/pep-0008/ leaves names to us.
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def modules() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict(list)
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {path.relative_to(ROOT): set(path.with_suffix("").parts) for path in modules()}
    assert [path for path, parts in names.items() if parts & EMPTY_WORDS] == []
