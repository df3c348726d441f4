"""Deploy the built template to the local AWS."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from commands.layout import LOCAL_REGION, SAM_CONFIG, STACK_NAME
from commands.local.aws import LocalAws, local_environment
from commands.packaging.sam import run_sam, this_machine
from commands.stack.reach import local_session
from commands.terminal import Failure

_ARTIFACTS = f"{STACK_NAME}-artifacts"
_INPUTS_TAG = "broadsheet:inputs"


def local_parameters(port: int, weather_url: str | None) -> dict[str, str]:
    """Return the template's parameters for a local AWS; without a URL the weather is its own."""
    target = this_machine()
    parameters = {
        "LocalPort": str(port),
        "LocalRuntime": target.runtime,
        "LocalArchitecture": target.architecture,
        # A change that could not be indexed waits for so many seconds, and so often.
        "VisibilityTimeout": "5",
        "MaxReceiveCount": "3",
        # A large picture takes longer than a change, and is not to come twice meanwhile.
        "PictureVisibilityTimeout": "120",
    }
    return parameters | ({"WeatherUrl": weather_url} if weather_url else {})


def deploy(aws: LocalAws, build: Path, parameters: Mapping[str, str]) -> None:
    """Deploy, unless the stack that stands there is this very one."""
    # The stack itself carries the name of its build, which is its content's, and the parameters:
    # a tag is part of what the local AWS keeps, so it cannot disagree with what stands there.
    inputs = "/".join([build.name, *(parameters[name] for name in sorted(parameters))])
    session = local_session()
    cloudformation = session.client("cloudformation", endpoint_url=aws.endpoint_url)
    if _stands(cloudformation, inputs):
        return
    s3 = session.client("s3", endpoint_url=aws.endpoint_url)
    with suppress(s3.exceptions.BucketAlreadyOwnedByYou):
        s3.create_bucket(Bucket=_ARTIFACTS)
    arguments = [
        "deploy", "--template-file", str(build / "template.yaml"),
        # It looks for its settings beside the template, which is the built one.
        "--config-file", str(SAM_CONFIG), "--config-env", "local", "--no-progressbar",
        "--stack-name", STACK_NAME, "--region", LOCAL_REGION, "--s3-bucket", _ARTIFACTS,
        "--tags", f"{_INPUTS_TAG}={inputs}",
        "--parameter-overrides", *(f"{name}={value}" for name, value in parameters.items()),
    ]  # fmt: skip
    began, log = datetime.now(UTC), aws.home / "sam-deploy.log"
    try:
        run_sam(arguments, local_environment(os.environ, aws.endpoint_url), log)
    except Failure as failure:
        with suppress(ClientError):  # there is no stack, if it failed before that
            events = cloudformation.describe_stack_events(StackName=STACK_NAME)["StackEvents"]
            if resource := find_failed_resource(events, began):
                raise Failure(f"{resource}; {failure}") from failure
        raise
    # A crash or a power cut from here on costs no deploy.
    aws.save()


def _stands(cloudformation: Any, inputs: str) -> bool:  # noqa: ANN401 - made at run time
    """Whether the stack of these inputs stands; what a failed first deploy left is removed."""
    try:
        (stack,) = cloudformation.describe_stacks(StackName=STACK_NAME)["Stacks"]
    except ClientError:
        return False
    if stack["StackStatus"] in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        return {"Key": _INPUTS_TAG, "Value": inputs} in stack.get("Tags", [])
    if stack["StackStatus"] != "UPDATE_ROLLBACK_COMPLETE":
        # What a failed first deploy leaves cannot be updated, only removed.
        cloudformation.delete_stack(StackName=STACK_NAME)
        removed = cloudformation.get_waiter("stack_delete_complete")
        removed.wait(StackName=STACK_NAME, WaiterConfig={"Delay": 1})
    return False


def find_failed_resource(events: Sequence[Mapping[str, Any]], began: datetime) -> str | None:
    """Find the resource that a deploy failed at, and why, in events that begin with the newest."""
    # What was cancelled because of another resource, and the stack itself, say nothing new.
    for event in reversed(events):
        name, kind = event["LogicalResourceId"], event["ResourceType"]
        reason = event.get("ResourceStatusReason", "")
        if (
            event["Timestamp"] >= began
            and event["ResourceStatus"].endswith("_FAILED")
            and kind != "AWS::CloudFormation::Stack"
            and "cancelled" not in reason.lower()
        ):
            return f"{name} ({kind}): {reason}"
    return None
