"""The probe on the local AWS: it asks for the front page through the distribution."""

import json
from typing import Any

from tests.commands.local_stack import LocalStack

SITE_VARIABLE = "SITE_URL"


def probe(stack: LocalStack) -> Any:
    """Call the probe as its schedule does; what it answered or raised."""
    called = stack.client("lambda").invoke(FunctionName=stack.describe().functions["probe"])
    return json.loads(called["Payload"].read())


def test_the_probe_finds_the_front_page_and_misses_it_where_it_is_not(stack: LocalStack) -> None:
    name, functions = stack.describe().functions["probe"], stack.client("lambda")
    assert probe(stack) is None

    said = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    try:
        lost = said | {SITE_VARIABLE: said[SITE_VARIABLE].replace("//", "//no")}
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": lost})
        functions.get_waiter("function_updated_v2").wait(FunctionName=name)
        assert "/ answered 404" in probe(stack)["errorMessage"]
    finally:
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": said})
        functions.get_waiter("function_updated_v2").wait(FunctionName=name)


def test_the_schedule_calls_it_every_five_minutes(stack: LocalStack) -> None:
    schedules = stack.client("scheduler")
    name = next(
        found["Name"]
        for found in schedules.list_schedules()["Schedules"]
        if "Probe" in found["Name"]
    )
    schedule = schedules.get_schedule(Name=name)

    assert schedule["ScheduleExpression"] == "rate(5 minutes)"
    assert schedule["Target"]["Arn"].endswith(f":{stack.describe().functions['probe']}")
