from datetime import UTC, datetime, timedelta
from typing import Any

from commands.local.deployment import find_failed_resource, local_parameters

STACK = "AWS::CloudFormation::Stack"
BEGAN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def event(
    name: str, status: str, reason: str = "", kind: str = "AWS::SQS::Queue", after: int = 1
) -> dict[str, Any]:
    return {
        "Timestamp": BEGAN + timedelta(seconds=after),
        "LogicalResourceId": name,
        "ResourceType": kind,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
    }


def test_the_first_failure_of_the_latest_deploy_is_told() -> None:
    newest_first = [
        event("broadsheet", "ROLLBACK_FAILED", "stack", kind=STACK),
        event("Table", "CREATE_FAILED", "Resource creation cancelled"),
        event("Alarm", "CREATE_FAILED", "later"),
        event("Queue", "CREATE_FAILED", "no such key"),
        event("broadsheet", "CREATE_FAILED", "earlier than any", kind=STACK),
        event("Role", "CREATE_COMPLETE"),
        event("Old", "CREATE_FAILED", "of an earlier deploy", after=-1),
    ]
    assert find_failed_resource(newest_first, BEGAN) == "Queue (AWS::SQS::Queue): no such key"


def test_no_failed_resource_is_nothing() -> None:
    assert find_failed_resource([event("Queue", "CREATE_COMPLETE")], BEGAN) is None


def test_the_weather_is_the_templates_own_unless_named() -> None:
    assert "WeatherUrl" not in local_parameters(4566, None)
    assert local_parameters(4566, "http://127.0.0.1/x")["WeatherUrl"] == "http://127.0.0.1/x"
