"""``broadsheet deploy``: build for AWS, and deploy that to your own account."""

import os
import shlex
import subprocess
import tomllib
from contextlib import suppress

import click

from commands.build import BUILD, build_for_aws
from commands.layout import ROOT, SAM, SAM_CONFIG
from commands.stack.articles import wait_until_read
from commands.stack.options import region_option, stack_option
from commands.stack.reach import aws_session, read_outputs
from commands.terminal import Failure, console

_URLS = "function URLs (https://docs.aws.amazon.com/lambda/latest/dg/lambda-urls.html)"
# China's has no addresses of its own, and the partitions of governments have none at all.
_EDGE = "CloudFront (https://docs.amazonaws.cn/en_us/aws/latest/userguide/cloudfront.html)"
_WITHOUT_FUNCTION_URLS = frozenset({
    "ap-east-2", "ap-south-2", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6",
    "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-2", "il-central-1", "me-central-1",
})  # fmt: skip


@click.command("deploy")
@stack_option
@region_option
def deploy_command(stack: str, region: str | None) -> None:
    """Build, and deploy to your AWS account."""
    session = aws_session(region)
    region = session.region_name
    check_region(region, session.get_partition_for_region(region))
    account = session.client("sts").get_caller_identity()["Account"]
    build_for_aws()
    console.print(f"\nDeploying {stack} to account {account}, {region}.")
    cloudformation, stands = session.client("cloudformation"), {}
    with suppress(Failure):
        stands = read_outputs(cloudformation, stack)
    if not stands:  # a table that is protected would outlive a first deploy that fails
        _deploy(stack, region, "DeletionProtection=false")
    _deploy(stack, region, "DeletionProtection=true")
    outputs = read_outputs(cloudformation, stack)
    wait_until_read(
        f"https://{outputs['DistributionDomain']}/"
    )  # a domain of one's own comes later
    console.print(
        f"\n[bold green]✓[/] The site: [bold]{outputs['SiteUrl']}/[/]\n"
        f"  The API:  {outputs['ApiUrl']}\n\nNext, make a contributor: "
        f"`make contributor NAME=anna KIND=desk AWS=1 STACK={stack} REGION={region}`",
        soft_wrap=True,
    )


def check_region(region: str, partition: str) -> None:
    """Refuse a region that lacks what the template is made of, before anything is built."""
    if partition != "aws" or region in _WITHOUT_FUNCTION_URLS:
        lacks = _URLS if partition == "aws" else _EDGE
        raise Failure(f"On 26 November 2026 {region} lacked {lacks}: take another by REGION=.")


def _deploy(stack: str, region: str, protection: str) -> None:
    # What stands on the command line counts instead of the file's, not besides it.
    own = tomllib.loads(SAM_CONFIG.read_text("utf-8"))["default"]["deploy"]["parameters"]
    given = own.get("parameter_overrides", [])
    arguments = [
        "deploy", "--template-file", str((BUILD / "template.yaml").relative_to(ROOT)),
        "--config-file", str(SAM_CONFIG), "--stack-name", stack, "--region", region,
        "--parameter-overrides", *(shlex.split(given) if isinstance(given, str) else given),
        protection,
    ]  # fmt: skip
    # The SAM CLI talks with the person: it shows the changes as CloudFormation makes them.
    environment = os.environ | {"SAM_CLI_TELEMETRY": "0"}
    result = subprocess.run([SAM, *arguments], cwd=ROOT, env=environment, check=False)
    if result.returncode != 0:
        raise Failure("`sam deploy` failed; its words above say at which resource, and why.")
