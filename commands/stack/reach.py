"""How a deployed stack is reached: the one on this machine, or one on AWS."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError

from commands.layout import LOCAL_REGION, STACK_NAME
from commands.stack.stack_file import read_stack_file
from commands.terminal import Failure

LOCAL_ROOT = "test"
"""The access key that the local AWS takes for the root of its account, whatever the secret."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A stack and how to reach it."""

    stack_name: str
    region: str
    session: boto3.Session
    """With the rights of whoever runs the command; on the local AWS, of its root."""
    endpoint_url: str | None
    """Of the local AWS, or nothing for AWS itself."""
    outputs: Mapping[str, str]

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        return self.endpoint_url is not None

    @property
    def where(self) -> str:
        """Where it is, in words."""
        return "the local AWS" if self.local else f"AWS, {self.region}"

    @property
    def of_make(self) -> str:
        """What `make` is told to reach it: nothing here, variables elsewhere."""
        return "" if self.local else f" AWS=1 STACK={self.stack_name} REGION={self.region}"

    @property
    def site_url(self) -> str:
        """The readers' site, without a slash at the end."""
        return self.outputs["SiteUrl"].rstrip("/")

    @property
    def api_url(self) -> str:
        """The desk's API, without a slash at the end."""
        if self.endpoint_url is None:
            return self.outputs["ApiUrl"].rstrip("/")
        # By address, since a client need not know what *.localhost is.
        return f"{self.endpoint_url}/_aws/execute-api/{self._stage}"

    @property
    def _stage(self) -> str:
        return f"{self.outputs['ApiId']}/{self.outputs['ApiStage']}"

    @property
    def stage_arn(self) -> str:
        """The ARN of the API's stage, which policies name paths under."""
        account = self.client("sts").get_caller_identity()["Account"]
        partition = self.session.get_partition_for_region(self.region)
        return f"arn:{partition}:execute-api:{self.region}:{account}:{self._stage}"

    def client(self, service: str, **options: Any) -> Any:  # noqa: ANN401 - made at run time
        """Make a boto3 client."""
        make: Any = self.session.client  # its overloads know literal names only
        return make(service, endpoint_url=self.endpoint_url, **options)


def local_session() -> boto3.Session:
    """Open a session with the rights of the local AWS's root."""
    return boto3.Session(LOCAL_ROOT, LOCAL_ROOT, region_name=LOCAL_REGION)


def aws_session(region: str | None) -> boto3.Session:
    """Open a session with the rights of the person at the keyboard, in a region."""
    session = boto3.Session(region_name=region)
    if session.get_credentials() is None or session.region_name is None:
        raise Failure(
            "There is no AWS account, or no region: set AWS_PROFILE, and REGION= or "
            "AWS_DEFAULT_REGION. If you mean the paper here, start it with `make run`."
        )
    return session


def read_outputs(cloudformation: Any, stack_name: str) -> dict[str, str]:  # noqa: ANN401 - boto3
    """Read the outputs of a stack."""
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


def reach_local(endpoint_url: str) -> Reach:
    """Reach the stack of a local AWS that is running."""
    session = local_session()
    cloudformation = session.client("cloudformation", endpoint_url=endpoint_url)
    outputs = read_outputs(cloudformation, STACK_NAME)
    return Reach(STACK_NAME, LOCAL_REGION, session, endpoint_url, outputs)


def reach_stack(stack_name: str, region: str | None, *, on_aws: bool, api: str | None) -> Reach:
    """Reach the local stack while there is one; otherwise, or by ``on_aws``, one on AWS.

    Of one whose API's address is given CloudFormation is not asked, which a contributor may not.
    """
    local = None if on_aws or api else read_stack_file()
    if local is not None:
        return reach_local(local.endpoint_url)
    session = aws_session(region)
    cloudformation = session.client("cloudformation")
    outputs = {"ApiUrl": api} if api else read_outputs(cloudformation, stack_name)
    return Reach(stack_name, session.region_name, session, None, outputs)
