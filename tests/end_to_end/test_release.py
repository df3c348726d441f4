"""A release on the local AWS: what can change between the two calls that change a function."""

import io
from pathlib import Path
from zipfile import ZipFile

from commands.stack.http_calls import send
from tests.commands.local_stack import LocalStack

FUNCTIONS = Path(__file__).parents[2] / "functions"


def test_nothing_but_the_entry_is_deployed_as_a_functions_code(stack: LocalStack) -> None:
    """So a release that changes a handler changes the layer alone, by one call."""
    functions = stack.describe().functions
    assert set(functions) == {path.name for path in FUNCTIONS.iterdir()}
    for name, deployed in functions.items():
        told = stack.client("lambda").get_function(FunctionName=deployed)
        zipped = send("GET", told["Code"]["Location"]).body
        with ZipFile(io.BytesIO(zipped)) as code:
            assert code.namelist() == ["app.py"], name
            assert code.read("app.py") == (FUNCTIONS / name / "app.py").read_bytes()
        # The darkroom's layer changes in the same call as the paper's.
        of_pictures = name in {"picture", "sharing"}
        assert len(told["Configuration"]["Layers"]) == (2 if of_pictures else 1), name
