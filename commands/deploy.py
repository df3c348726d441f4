"""``make deploy``: build for AWS, and deploy that to your own account."""

import os
import subprocess

import boto3

from commands import build
from commands.failure import Failure, console, run_command
from commands.layout import ROOT, SAM, SAM_CONFIG, STACK_NAME
from commands.reach import read_outputs


def main() -> None:
    """Build, deploy, and print the addresses and the next step."""
    session = boto3.Session(region_name=os.environ.get("REGION") or None)
    name = os.environ.get("STACK") or STACK_NAME
    if session.get_credentials() is None:
        raise Failure(
            "There is no AWS account to deploy to: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY; `aws sts get-caller-identity` should name you."
        )
    if session.region_name is None:
        raise Failure("Choose a region, as in `make deploy REGION=eu-south-1`.")
    account = session.client("sts").get_caller_identity()["Account"]
    build.build_for_aws()
    console.print(f"\nDeploying {name} to account {account}, {session.region_name}.")
    _deploy(name, session.region_name)
    outputs = read_outputs(session.client("cloudformation"), name)
    console.print(f"\n[bold green]✓[/] The site: [bold]{outputs['SiteUrl']}/[/]", soft_wrap=True)
    console.print(f"  The API:  {outputs['ApiUrl']}", soft_wrap=True)
    console.print(
        f"\nNext, make a contributor: make contributor NAME=anna KIND=desk AWS=1 STACK={name}",
        soft_wrap=True,
    )
    build.tell_of_bytecode()


def _deploy(name: str, region: str) -> None:
    # The SAM CLI talks with the person: it shows the changes as CloudFormation makes them.
    result = subprocess.run(
        [
            SAM,
            "deploy",
            "--template-file",
            str((build.BUILD / "template.yaml").relative_to(ROOT)),
            "--config-file",
            str(SAM_CONFIG),
            "--stack-name",
            name,
            "--region",
            region,
        ],
        cwd=ROOT,
        env=os.environ | {"SAM_CLI_TELEMETRY": "0"},
        check=False,
    )
    if result.returncode != 0:
        raise Failure("`sam deploy` failed; its words above say at which resource, and why.")


if __name__ == "__main__":
    run_command(main)
