"""Which run ``make rebuild`` looks at: the one that runs, the one that failed, or a new one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.stub import ANY, Stubber

from commands import rebuild as command
from commands.rebuild import RebuildMachine, rebuild
from commands.terminal import Failure

MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:paper-rebuild"
RUN = "arn:aws:states:eu-west-1:123456789012:execution:paper-rebuild:earlier"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def states() -> Iterator[Stubber]:
    """Step Functions, as it is told to answer; every answer must be asked for."""
    client = boto3.client(
        "stepfunctions",
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    with Stubber(client) as stubber:
        yield stubber
    stubber.assert_no_pending_responses()


def reach(states: Stubber) -> Any:
    outputs = {"RebuildMachineArn": MACHINE}
    return SimpleNamespace(client=lambda _: states.client, outputs=outputs)


def begin(states: Stubber) -> tuple[str, str]:
    return RebuildMachine(reach(states)).begin()


def list_newest(states: Stubber, *statuses: str) -> None:
    listed = [
        {"executionArn": RUN, "stateMachineArn": MACHINE, "name": "earlier", "status": status,
         "startDate": NOW}
        for status in statuses
    ]  # fmt: skip
    asked = {"stateMachineArn": MACHINE, "maxResults": 1}
    states.add_response("list_executions", {"executions": listed}, asked)


def expect_start(states: Stubber) -> None:
    states.add_response(
        "start_execution",
        {"executionArn": "arn:new", "startDate": NOW},
        {"stateMachineArn": MACHINE, "name": ANY, "input": "{}"},
    )


def test_a_run_that_is_running_is_looked_at(states: Stubber) -> None:
    list_newest(states, "RUNNING")
    assert begin(states)[0] == RUN


def test_where_there_is_none_a_new_one_begins(states: Stubber) -> None:
    list_newest(states)
    expect_start(states)
    assert begin(states)[0] == "arn:new"


def describe(states: Stubber, status: str, **told: Any) -> None:
    told |= {
        "executionArn": RUN, "stateMachineArn": MACHINE, "status": status, "startDate": NOW,
    }  # fmt: skip
    states.add_response("describe_execution", told, {"executionArn": RUN})


def count_records(states: Stubber, done: int, total: int) -> None:
    listed = {
        "mapRunArn": "arn:map", "executionArn": RUN, "stateMachineArn": MACHINE, "startDate": NOW,
    }  # fmt: skip
    states.add_response("list_map_runs", {"mapRuns": [listed]}, {"executionArn": RUN})
    counts = dict.fromkeys(
        ("pending", "running", "failed", "timedOut", "aborted", "resultsWritten"), 0
    )
    told = {
        "mapRunArn": "arn:map", "executionArn": RUN, "status": "RUNNING", "startDate": NOW,
        "maxConcurrency": 5, "toleratedFailurePercentage": 0, "toleratedFailureCount": 0,
        "itemCounts": counts | {"succeeded": done, "total": total},
        "executionCounts": counts | {"succeeded": 0, "total": 0},
    }  # fmt: skip
    states.add_response("describe_map_run", told, {"mapRunArn": "arn:map"})


@pytest.mark.parametrize("ended", ["FAILED", "ABORTED", "TIMED_OUT"])
def test_one_that_did_not_come_to_its_end_goes_on(states: Stubber, ended: str) -> None:
    list_newest(states, ended)
    describe(states, ended, redriveStatus="REDRIVABLE")
    states.add_response("redrive_execution", {"redriveDate": NOW}, {"executionArn": RUN})
    run, sentence = begin(states)
    assert run == RUN
    assert "Going on with earlier" in sentence


@pytest.mark.parametrize("ended", ["SUCCEEDED", "FAILED"])
def test_one_that_cannot_go_on_is_left_alone(states: Stubber, ended: str) -> None:
    list_newest(states, ended)
    describe(states, ended, redriveStatus="NOT_REDRIVABLE")
    expect_start(states)
    assert begin(states)[0] == "arn:new"


def test_the_local_aws_begins_anew_since_it_knows_no_redrive(states: Stubber) -> None:
    list_newest(states, "FAILED")
    describe(states, "FAILED")
    expect_start(states)
    assert begin(states)[0] == "arn:new"


def test_a_run_is_looked_at_until_it_ends_and_its_report_is_given(
    states: Stubber, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_BETWEEN_LOOKS", 0)
    list_newest(states, "RUNNING")
    describe(states, "RUNNING")
    count_records(states, 10, 250)
    ended = NOW + timedelta(seconds=90)
    describe(states, "SUCCEEDED", output='{"articles": 200}', stopDate=ended)
    count_records(states, 250, 250)
    assert rebuild(reach(states)) == {"articles": 200, "elapsed": 90.0}


def test_a_run_that_failed_says_why_and_what_to_do(states: Stubber) -> None:
    list_newest(states, "RUNNING")
    describe(states, "FAILED", error="States.ExceedToleratedFailureThreshold", cause="one batch")
    count_records(states, 100, 250)
    with pytest.raises(Failure, match=r"has failed: States.+, one batch.+`make rebuild` goes on"):
        rebuild(reach(states))
