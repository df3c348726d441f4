"""What the template and the code have promised each other: settings, handlers, events."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from broadsheet import settings
from commands import erase, erase_picture
from commands.local.deployment import local_parameters
from commands.packaging.sam import AWS_TARGET, this_machine
from tests.bench.aims import INDEX_SECONDS
from tests.template.template_rules import functions, of_type
from tests.template.transformed_template import resolved

NEW_ACCOUNT = 10
"""Executions at once, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html."""
ROOT = Path(__file__).parents[2]
EVENTS = sorted((ROOT / "events").glob("*.json"))
HANDLERS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/app.py"))
SETTINGS = {
    "submit": settings.SubmitSettings,
    "index": settings.IndexSettings,
    "picture": settings.PictureSettings,
    "render": settings.RenderSettings,
    "sharing": settings.SharingSettings,
    "weather": settings.WeatherSettings,
    "probe": settings.ProbeSettings,
    "rebuild": settings.RebuildSettings,
    "verify": settings.VerifySettings,
}


def by_service(resources: dict[str, Any]) -> dict[str, dict[str, Any]]:
    variables = [function["Environment"]["Variables"] for function in functions(resources).values()]
    return {values["POWERTOOLS_SERVICE_NAME"]: values for values in variables}


@pytest.mark.parametrize("port", ["", "4566"], ids=["on AWS", "locally"])
@pytest.mark.parametrize("name", SETTINGS)
def test_a_functions_environment_is_its_settings_and_nothing_more(name: str, port: str) -> None:
    variables = by_service(resolved(LocalPort=port))[name]

    of_powertools = {variable for variable in variables if variable.startswith("POWERTOOLS_")}
    assert variables.keys() - of_powertools == {
        field.name.upper() for field in fields(SETTINGS[name])
    }
    assert variables["POWERTOOLS_METRICS_NAMESPACE"] == "Broadsheet"


def test_every_function_in_the_template_has_a_handler_and_settings() -> None:
    resources = resolved()

    assert by_service(resources).keys() == SETTINGS.keys() == set(HANDLERS)
    for function in functions(resources).values():
        assert function["Handler"] == "app.handler"


def test_what_runs_on_aws_is_what_is_built_for_it() -> None:
    """No parameter can deploy a Python or a processor that cannot import the layer."""
    told = {"Runtime": "python3.9", "LocalRuntime": "python3.9", "Architecture": "x86_64"}
    for function in functions(resolved(**told, LocalArchitecture="x86_64")).values():
        assert function["Runtime"] == AWS_TARGET.runtime
        assert function["Architectures"] == [AWS_TARGET.architecture]


def test_what_runs_locally_is_what_this_machine_has() -> None:
    machine = this_machine()
    for function in functions(resolved(**local_parameters(4566, None))).values():
        assert function["Runtime"] == machine.runtime
        assert function["Architectures"] == [machine.architecture]


def test_queues_leave_half_of_a_new_accounts_executions_and_three_while_there_is_a_rebuild() -> (
    None
):
    definition = json.loads((ROOT / "statemachines" / "rebuild.asl.json").read_text("utf-8"))
    mappings = of_type(resolved(), "AWS::Lambda::EventSourceMapping").values()
    queues = sum(mapping["ScalingConfig"]["MaximumConcurrency"] for mapping in mappings)
    # One after the other.
    rebuilding = [state.get("MaxConcurrency", 0) for state in definition["States"].values()]

    assert len(mappings) == 2
    assert queues <= NEW_ACCOUNT / 2
    assert queues + max(rebuilding) <= NEW_ACCOUNT - 3


def test_each_picture_has_the_memory_and_the_time_of_one_call() -> None:
    mappings = of_type(resolved(), "AWS::Lambda::EventSourceMapping").values()
    sizes = {each["FunctionName"]["Ref"]: each["BatchSize"] for each in mappings}
    assert sizes == {"IndexFunction": 10, "PictureFunction": 1}


def test_every_handler_has_an_event_for_each_of_its_triggers() -> None:
    assert {path.stem.partition("-")[0] for path in EVENTS} == set(HANDLERS)


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_an_event_is_one_of_the_template(path: Path) -> None:
    event = json.loads(path.read_text("utf-8"))
    handler, _, _ = path.stem.partition("-")
    resources = resolved()
    if handler == "submit":
        operations = resources["Api"]["Properties"]["Body"]["paths"]
        assert event["httpMethod"].lower() in operations[event["resource"]]
    elif handler in {"index", "picture"}:
        bucket = resources["Bucket"]["Properties"]["BucketName"]
        bodies = [json.loads(record["body"]) for record in event.get("Records", [])]
        assert all(
            bucket
            in {
                body.get("Bucket"),
                *(told["s3"]["bucket"]["name"] for told in body.get("Records", [])),
            }
            for body in bodies
            if "pictures" not in body  # what index tells
        )
    elif "RequestType" in event:
        properties = resources[event["LogicalResourceId"]]["Properties"]
        assert event["ResourceProperties"].keys() == properties.keys()
        assert event["ResourceType"] == resources[event["LogicalResourceId"]]["Type"]


def test_the_benchmark_knows_how_long_index_may_take() -> None:
    assert functions(resolved())["IndexFunction"]["Timeout"] == INDEX_SECONDS


def test_erasing_waits_until_all_that_was_under_way_has_ended() -> None:
    timeouts = {name: each["Timeout"] for name, each in functions(resolved()).items()}
    assert timeouts["IndexFunction"] < erase.SETTLED_AFTER
    assert timeouts["PictureFunction"] < erase_picture.SETTLED_AFTER
