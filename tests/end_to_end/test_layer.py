"""The built layer has all that a function needs besides the runtime's boto3, and little more.

The local AWS runs functions by the project's own Python, which has everything; a package that the
layer lacks would be missed on AWS only. So each handler is imported and called here by a Python
that has nothing but the layer and boto3.
"""

import json
import shutil
import subprocess
import sys
from base64 import b64decode
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from broadsheet.domain.identity import article_key
from broadsheet.pages.assets import DISPLAY_FACE, asset
from commands.build import unpacked_bytes
from commands.packaging.bytecode import find_python
from commands.packaging.compiled_files import AARCH64, check_compiled_files
from commands.packaging.sam import AWS_TARGET, LAYER, build_into, build_local
from tests.adapters.template_stores import create_table
from tests.commands.local_stack import LocalStack
from tests.desk.desk_facts import desk_facts

FUNCTIONS = Path(__file__).parents[2] / "functions"
EVENTS = Path(__file__).parents[2] / "events"
ALL = ("submit", "index", "render", "weather", "probe", "rebuild", "verify")
RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six.py", "urllib3")
BUDGET = 16_800_000  # 16,500,000 before the desk's page, of some 560 KB
ARTICLE = "old-harbour-bridge"
IMPORT = """
import sys
sys.path[:0] = sys.argv[1:]
import app
print(app.__file__, callable(app.handler))
"""
CALL = """
import json, sys
from types import SimpleNamespace
sys.path[:0] = sys.argv[2:]
import app
context = SimpleNamespace(
    function_name="f", memory_limit_in_mb=128, invoked_function_arn="arn", aws_request_id="r",
    get_remaining_time_in_millis=lambda: 900_000,
)
answers = [app.handler(event, context) for event in json.loads(sys.argv[1])]
print(json.dumps(answers))
"""


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the Lambda runtime brings, and nothing else."""
    installed = Path(pytest.__file__).parents[1]
    folder = tmp_path_factory.mktemp("runtime")
    for name in RUNTIME:
        (folder / name).symlink_to(installed / name)
    return folder


@pytest.fixture(scope="session")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The local build's; a copy, since a change of the sources removes it."""
    copy = tmp_path_factory.mktemp("layer")
    return shutil.copytree(build_local() / LAYER / "python", copy, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def aws_layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    build = tmp_path_factory.mktemp("build") / "aws"
    build_into(build, AWS_TARGET)
    return build / LAYER


@pytest.mark.parametrize("function", ALL)
def test_a_handler_finds_all_it_needs_in_the_layer(
    function: str, layer: Path, runtime: Path
) -> None:
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


class Room:
    """Calls handlers in a Python that sees the layer and boto3, over an AWS of their own.

    A bucket and a table apart, so that the stack's own functions take no part.
    """

    def __init__(self, stack: LocalStack, places: list[Path], weather_url: str) -> None:
        self._places = [str(place) for place in places]
        session = stack.reach.session
        endpoint = stack.reach.endpoint_url
        session.client("s3", endpoint_url=endpoint).create_bucket(Bucket="layer-alone")
        create_table(session.client("dynamodb", endpoint_url=endpoint), "layer-alone")
        credentials = session.get_credentials()
        assert credentials
        self._environment = {
            "AWS_ENDPOINT_URL": str(endpoint),
            "AWS_ACCESS_KEY_ID": credentials.access_key,
            "AWS_SECRET_ACCESS_KEY": credentials.secret_key,
            "AWS_DEFAULT_REGION": session.region_name,
            "BUCKET": "layer-alone",
            "TABLE": "layer-alone",
            **{
                name.upper(): value
                for name, value in asdict(desk_facts("https://paper.example")).items()
            },
            "PICTURE_QUEUE_URL": "https://queue.example/pictures",
            "WEATHER_URL": weather_url,
            "POWERTOOLS_METRICS_NAMESPACE": "Broadsheet",
        }

    def call(self, function: str, *events: Any) -> list[Any]:
        places = [str(FUNCTIONS / function), *self._places]
        called = subprocess.run(
            [sys.executable, "-I", "-S", "-c", CALL, json.dumps(events), *places],
            capture_output=True,
            text=True,
            check=False,
            env=self._environment | {"POWERTOOLS_SERVICE_NAME": function},
        )
        assert called.returncode == 0, called.stderr
        answers: list[Any] = json.loads(called.stdout.splitlines()[-1])  # after the log
        return answers


@pytest.fixture
def room(stack: LocalStack, layer: Path, runtime: Path, weather_url: str) -> Room:
    return Room(stack, [layer, runtime], weather_url)


def event(name: str) -> Any:
    return json.loads((EVENTS / f"{name}.json").read_text("utf-8"))


def page(path: str) -> Any:
    return {**event("render-front"), "rawPath": path}


def test_handlers_live_an_articles_life_with_the_layer_alone(room: Room) -> None:
    posted = event("submit-post") | {"isBase64Encoded": False}
    document = json.loads(b64decode(event("submit-post")["body"]))
    document |= {"body": "*Two* lanes.", "body_format": "markdown"}
    wrong = {**posted, "body": json.dumps(document | {"headline": 7, "tags": "none"})}
    preview = {
        **event("submit-get"),
        "resource": "/articles/{id}/preview",
        "pathParameters": {"id": ARTICLE},
    }
    told = room.call("submit", {**posted, "body": json.dumps(document)}, wrong, preview)
    assert [answer["statusCode"] for answer in told] == [201, 422, 200]
    assert "<em>Two</em> lanes." in told[2]["body"]

    assert room.call("index", event("index-article")) == [{"batchItemFailures": []}]
    room.call("weather", event("weather-schedule"))
    path = f"/{document['section']}/any-{article_key(ARTICLE)}"
    moved, front, feed, missing = room.call(
        "render", page(path), page("/"), page("/feeds/latest.xml"), page("/nowhere")
    )
    article, history = room.call(
        "render",
        page(moved["headers"]["Location"]),
        {**page(moved["headers"]["Location"]), "rawQueryString": "history"},
    )
    found = [answer["statusCode"] for answer in (moved, front, feed, missing, article, history)]
    assert found == [301, 200, 200, 404, 200, 200]
    assert "<em>Two</em> lanes." in article["body"]
    assert "<bdi>12°</bdi>" in front["body"]

    assert room.call("verify", event("verify-batch")) == [{"checked": 1, "faults": []}]
    (rebuilt,) = room.call("rebuild", event("rebuild-batch"))
    assert (rebuilt["articles"], rebuilt["repaired"]) == (1, 0)


def test_the_layer_brings_the_display_face_with_its_licence(layer: Path) -> None:
    static = layer / "broadsheet" / "pages" / "static"
    assert (static / DISPLAY_FACE).read_bytes() == b64decode(asset(DISPLAY_FACE).body)
    assert "SIL OPEN FONT LICENSE" in (static / "display.licence.txt").read_text("utf-8")
    assert not (layer / "broadsheet" / "foundry").exists()


def test_the_layer_for_aws_stays_within_its_budget(aws_layer: Path) -> None:
    assert unpacked_bytes(aws_layer) <= BUDGET


def test_the_layer_for_aws_has_compiled_files_for_that_processor_and_python(
    aws_layer: Path,
) -> None:
    compiled, wrong = check_compiled_files(aws_layer, AARCH64, AWS_TARGET.python)
    assert {path.parent.name for path in compiled} == {"markupsafe", "nh3", "pydantic_core"}
    assert wrong == {}


def test_the_layer_for_aws_brings_bytecode_of_that_python_if_it_is_installed_here(
    aws_layer: Path,
) -> None:
    found = list(aws_layer.rglob("*.pyc"))
    python = find_python(AWS_TARGET.python)
    if python is None:
        assert found == []
        return
    assert len(found) == len(list(aws_layer.rglob("*.py")))
    magic = subprocess.run(
        [python, "-c", "import importlib.util; print(importlib.util.MAGIC_NUMBER.hex())"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    # Of that Python, and never compared with its source (PEP 552).
    assert {path.read_bytes()[:8].hex() for path in found} == {magic + "01000000"}
