"""Find the deployed stack that a command is about: the local one, or one on AWS."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError

from commands import stack_file
from commands.failure import Failure
from commands.layout import STACK_NAME
from commands.local_aws import admin_session


@dataclass(frozen=True, slots=True)
class Reach:
    """A stack and how to reach it.

    Attributes
    ----------
    stack_name, region
        As CloudFormation names them.
    session
        With the rights of whoever runs the command; on the local AWS, of its root.
    endpoint_url
        Of the local AWS, or nothing for AWS itself.
    outputs
        The stack's.
    api_url, site_url
        For the desk and for the readers, without a slash at the end.
    """

    stack_name: str
    region: str
    session: boto3.Session
    endpoint_url: str | None
    outputs: Mapping[str, str]
    api_url: str
    site_url: str

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        return self.endpoint_url is not None

    @property
    def stage_arn(self) -> str:
        """The ARN of the API's stage, which policies name paths under."""
        account = self.client("sts").get_caller_identity()["Account"]
        api = f"{self.outputs['ApiId']}/{self.outputs['ApiStage']}"
        partition = self.session.get_partition_for_region(self.region)
        return f"arn:{partition}:execute-api:{self.region}:{account}:{api}"

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        """Make a boto3 client."""
        make: Any = self.session.client  # its overloads know literal names only
        return make(service, endpoint_url=self.endpoint_url)


def read_outputs(cloudformation: Any, stack_name: str) -> dict[str, str]:  # noqa: ANN401 - boto3
    """Read the outputs of a stack.

    Raises
    ------
    Failure
        If there is no such stack.
    """
    try:
        stack = cloudformation.describe_stacks(StackName=stack_name)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ValidationError":
            raise
        raise Failure(
            f"There is no stack {stack_name!r}: `make deploy` makes one on AWS, "
            f"`make run` one here; another name is given by STACK=."
        ) from error
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def reach_local(region: str, endpoint_url: str) -> Reach:
    """Reach the stack of a local AWS that is running."""
    session = admin_session(region)
    client = session.client("cloudformation", endpoint_url=endpoint_url)
    outputs = read_outputs(client, STACK_NAME)
    # By address, since a client need not know what *.localhost is.
    api = f"_aws/execute-api/{outputs['ApiId']}/{outputs['ApiStage']}"
    return Reach(
        stack_name=STACK_NAME,
        region=region,
        session=session,
        endpoint_url=endpoint_url,
        outputs=outputs,
        api_url=f"{endpoint_url}/{api}",
        site_url=outputs["SiteUrl"].rstrip("/"),
    )


def reach_stack() -> Reach:
    """Reach the local stack while `make run` stands, and otherwise, or with AWS=1, AWS's.

    Raises
    ------
    Failure
        If there is no such stack, or no AWS account to look in.
    """
    if not os.environ.get("AWS"):
        description = stack_file.read_stack_file()
        if description is not None:
            return reach_local(description.region, description.endpoint_url)
    session = boto3.Session()
    if session.get_credentials() is None or session.region_name is None:
        raise Failure(
            "No local stack is running, and there is no AWS account: start the one with "
            "`make run`, or set AWS_PROFILE and AWS_REGION for the other."
        )
    name = os.environ.get("STACK") or STACK_NAME
    outputs = read_outputs(session.client("cloudformation"), name)
    return Reach(
        stack_name=name,
        region=session.region_name,
        session=session,
        endpoint_url=None,
        outputs=outputs,
        api_url=outputs["ApiUrl"].rstrip("/"),
        site_url=outputs["SiteUrl"].rstrip("/"),
    )
