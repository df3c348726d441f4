"""The built layer has all that a function needs besides the runtime's boto3.

The local AWS runs functions by the project's own Python, which has everything; a package that the
layer lacks would be missed on AWS only. So each handler is imported here by a Python that has
nothing but the layer and boto3.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from commands.sam import build_local

FUNCTIONS = Path(__file__).parents[2] / "functions"
RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six.py", "urllib3")
IMPORT = """
import sys
sys.path[:0] = sys.argv[1:]
import app
from broadsheet.formats.body import clean_body
from broadsheet.domain.article import BodyFormat
assert clean_body("*a*", BodyFormat.MARKDOWN)
print(app.__file__, callable(app.handler))
"""


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the Lambda runtime brings, and nothing else."""
    installed = Path(pytest.__file__).parents[1]
    folder = tmp_path_factory.mktemp("runtime")
    for name in RUNTIME:
        (folder / name).symlink_to(installed / name)
    return folder


@pytest.mark.parametrize("function", ["submit", "index", "render", "weather"])
def test_a_handler_finds_all_it_needs_in_the_layer(function: str, runtime: Path) -> None:
    layer = build_local() / "BroadsheetLayer" / "python"
    places = [str(FUNCTIONS / function), str(layer), str(runtime)]
    imported = subprocess.run(
        [sys.executable, "-I", "-S", "-c", IMPORT, *places],
        capture_output=True,
        text=True,
        check=False,
        env={"AWS_DEFAULT_REGION": "eu-west-1", "POWERTOOLS_SERVICE_NAME": function},
    )
    assert imported.returncode == 0, imported.stderr
    assert imported.stdout.split() == [str(FUNCTIONS / function / "app.py"), "True"]


def test_a_package_that_is_missing_would_be_noticed(runtime: Path) -> None:
    places = [str(FUNCTIONS / "render"), str(FUNCTIONS.parent / "shared"), str(runtime)]
    imported = subprocess.run(
        [sys.executable, "-I", "-S", "-c", IMPORT, *places],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "No module named 'aws_lambda_powertools'" in imported.stderr
