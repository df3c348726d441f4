"""``broadsheet deploy``: build for AWS, and deploy that to your own account."""

import os
import subprocess

import click

from commands.build import BUILD, build_for_aws
from commands.layout import ROOT, SAM, SAM_CONFIG, STACK_NAME
from commands.stack.reach import aws_session, read_outputs
from commands.terminal import Failure, console


@click.command("deploy")
@click.option("--stack", default=STACK_NAME, envvar="BROADSHEET_STACK")
@click.option("--region", envvar="BROADSHEET_REGION", help="If your AWS settings name another.")
def deploy_command(stack: str, region: str | None) -> None:
    """Build, and deploy to your AWS account."""
    session = aws_session(region)
    region = session.region_name
    account = session.client("sts").get_caller_identity()["Account"]
    build_for_aws()
    console.print(f"\nDeploying {stack} to account {account}, {region}.")
    _deploy(stack, region)
    outputs = read_outputs(session.client("cloudformation"), stack)
    console.print(
        f"\n[bold green]✓[/] The site: [bold]{outputs['SiteUrl']}/[/]\n"
        f"  The API:  {outputs['ApiUrl']}\n\nNext, make a contributor: "
        f"`make contributor NAME=anna KIND=desk AWS=1 STACK={stack} REGION={region}`",
        soft_wrap=True,
    )


def _deploy(stack: str, region: str) -> None:
    arguments = [
        "deploy", "--template-file", str((BUILD / "template.yaml").relative_to(ROOT)),
        "--config-file", str(SAM_CONFIG), "--stack-name", stack, "--region", region,
    ]  # fmt: skip
    # The SAM CLI talks with the person: it shows the changes as CloudFormation makes them.
    environment = os.environ | {"SAM_CLI_TELEMETRY": "0"}
    result = subprocess.run([SAM, *arguments], cwd=ROOT, env=environment, check=False)
    if result.returncode != 0:
        raise Failure("`sam deploy` failed; its words above say at which resource, and why.")
