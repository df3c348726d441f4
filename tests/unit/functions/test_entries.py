"""What is deployed as a function's code never changes; all that does is in the layer.

Code and layer are changed by two calls, UpdateFunctionCode and UpdateFunctionConfiguration, and
requests come between them. Code that stays the same needs no call, and fits every layer.
"""

from pathlib import Path

import pytest

from broadsheet import functions

FUNCTIONS = Path(__file__).parents[3] / "functions"
HANDLERS = sorted(path.stem for path in Path(functions.__file__).parent.glob("[!_]*.py"))
# Never to be changed: every layer that is deployed has to have what is imported here.
ENTRY = '''\
"""Never changed, so that no deploy joins it to another layer: the handler is in the layer."""

from broadsheet.functions.{name} import handler

__all__ = ["handler"]
'''


@pytest.mark.parametrize("name", HANDLERS)
def test_a_functions_code_is_one_import_and_nothing_else(name: str) -> None:
    files = [path for path in (FUNCTIONS / name).rglob("*") if "__pycache__" not in path.parts]

    assert files == [FUNCTIONS / name / "app.py"]
    assert files[0].read_text("utf-8") == ENTRY.format(name=name)


def test_every_handler_has_its_entry_and_no_entry_is_left_over() -> None:
    assert sorted(path.name for path in FUNCTIONS.iterdir()) == HANDLERS
