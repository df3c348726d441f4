"""Deploy the built template to the local AWS."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from commands.failure import Failure
from commands.layout import LOCAL_REGION, SAM_CONFIG, STACK_NAME
from commands.local_aws import LocalAws, local_environment
from commands.sam import find_reason, run_sam, this_machine

_ARTIFACTS = f"{STACK_NAME}-artifacts"
_INPUTS_TAG = "broadsheet:inputs"
_READY = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"}
# A change that could not be indexed waits this many seconds for its next attempt, of so many.
VISIBILITY_TIMEOUT = 5
MAX_RECEIVE_COUNT = 3


def local_parameters(port: int, weather_url: str | None) -> dict[str, str]:
    """Name the template's parameters for a local AWS.

    Parameters
    ----------
    port
        Where the local AWS listens.
    weather_url
        Where the header's temperature comes from, or nothing for the template's own.
    """
    target = this_machine()
    parameters = {
        "LocalPort": str(port),
        "Runtime": target.runtime,
        "Architecture": target.architecture,
        "VisibilityTimeout": str(VISIBILITY_TIMEOUT),
        "MaxReceiveCount": str(MAX_RECEIVE_COUNT),
    }
    return parameters | ({"WeatherUrl": weather_url} if weather_url else {})


def deploy(aws: LocalAws, build: Path, parameters: Mapping[str, str]) -> bool:
    """Deploy, unless the stack that stands there is this very one.

    The stack carries a tag that names the build and the parameters. It is part of the state that
    the local AWS keeps, so it cannot disagree with what stands there.

    Parameters
    ----------
    aws
        The local AWS, running.
    build
        From `commands.sam.build_local`; its name is its content's.
    parameters
        The template's.

    Returns
    -------
    bool
        Whether there was anything to deploy.

    Raises
    ------
    Failure
        If a resource cannot be made; the sentence names the first, and why.
    """
    inputs = "/".join([build.name, *(parameters[name] for name in sorted(parameters))])
    cloudformation = aws.client("cloudformation")
    if _stands(cloudformation, inputs):
        return False
    aws.client("s3").create_bucket(Bucket=_ARTIFACTS)
    _run_deploy(aws, build, parameters, inputs)
    return True


def _stands(cloudformation: Any, inputs: str) -> bool:  # noqa: ANN401 - made at run time
    """Tell whether the stack of these inputs stands; what a failed deploy left is removed."""
    stack = _find_stack(cloudformation)
    if stack is None:
        return False
    if stack["StackStatus"] not in _READY:
        # What a failed first deploy leaves cannot be updated, only removed.
        cloudformation.delete_stack(StackName=STACK_NAME)
        cloudformation.get_waiter("stack_delete_complete").wait(
            StackName=STACK_NAME, WaiterConfig={"Delay": 1}
        )
        return False
    tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}
    is_whole = stack["StackStatus"] != "UPDATE_ROLLBACK_COMPLETE"
    return is_whole and tags.get(_INPUTS_TAG) == inputs


def _run_deploy(aws: LocalAws, build: Path, parameters: Mapping[str, str], inputs: str) -> None:
    arguments = ["deploy", "--template-file", str(build / "template.yaml")]
    arguments += ["--stack-name", STACK_NAME, "--region", LOCAL_REGION, "--s3-bucket", _ARTIFACTS]
    # It looks for its settings beside the template, which is the built one.
    arguments += ["--config-file", str(SAM_CONFIG), "--config-env", "local", "--no-progressbar"]
    arguments += ["--tags", f"{_INPUTS_TAG}={inputs}"]
    arguments += ["--parameter-overrides", *(f"{name}={parameters[name]}" for name in parameters)]
    log = aws.home / "sam-deploy.log"
    result = run_sam(arguments, local_environment(os.environ, aws.endpoint_url), log)
    if result.returncode == 0:
        return
    events = _read_events(aws.client("cloudformation"))
    reason = find_failed_resource(events) or find_reason(result.stdout)
    raise Failure(f"The deploy failed: {reason} (all of it: {log})")


def _find_stack(cloudformation: Any) -> dict[str, Any] | None:  # noqa: ANN401 - a boto3 client
    try:
        stacks: list[dict[str, Any]] = cloudformation.describe_stacks(StackName=STACK_NAME)[
            "Stacks"
        ]
    except ClientError:
        return None
    return stacks[0]


def _read_events(cloudformation: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a boto3 client
    try:
        events: list[dict[str, Any]] = cloudformation.describe_stack_events(StackName=STACK_NAME)[
            "StackEvents"
        ]
    except ClientError:
        return []
    return events


def find_failed_resource(events: Iterable[Mapping[str, Any]]) -> str | None:
    """Find the resource that a deploy failed at.

    Parameters
    ----------
    events
        CloudFormation's events of the stack, the newest first, as it lists them.

    Returns
    -------
    str or None
        The first resource of the latest deploy that failed of itself, and why. The stack's own
        event and what was cancelled because of another say nothing new.
    """
    first: str | None = None
    for event in events:
        status = event["ResourceStatus"]
        if event["ResourceType"] == "AWS::CloudFormation::Stack":
            if status in {"CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"}:
                break
            continue
        reason = event.get("ResourceStatusReason", "")
        if status.endswith("_FAILED") and "cancelled" not in reason.lower():
            first = f"{event['LogicalResourceId']} ({event['ResourceType']}): {reason}"
    return first
