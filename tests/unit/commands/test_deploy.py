"""What ``make deploy`` refuses before it builds, and how a first deploy differs from the others."""

from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from click.testing import CliRunner, Result

from commands import deploy as command
from commands.deploy import check_region, deploy_command
from commands.terminal import Failure

OUTPUTS = {
    "SiteUrl": "https://www.paper.example",
    "ApiUrl": "https://a.example/v1",
    "DistributionDomain": "d1.cloudfront.net",
}


class Deploying:
    """A deploy to an account where nothing is built and SAM only notes what it is called with."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, config: Path) -> None:
        self.stands = False
        self.built = 0
        self.sam: list[list[str]] = []
        self.ends_with = 0
        self.read: list[str] = []
        self.front_page_stands = True
        monkeypatch.setattr(command, "aws_session", self._session)
        monkeypatch.setattr(command, "read_outputs", self._outputs)
        monkeypatch.setattr(command, "build_for_aws", self._build)
        monkeypatch.setattr(command, "wait_until_read", self._read)
        monkeypatch.setattr("commands.deploy.subprocess.run", self._run)
        monkeypatch.setattr(command, "SAM_CONFIG", config)

    def _session(self, region: str | None) -> Any:
        partition = boto3.Session(region_name="us-east-1").get_partition_for_region
        sts = SimpleNamespace(get_caller_identity=lambda: {"Account": "123456789012"})
        return SimpleNamespace(
            region_name=region or "eu-west-1",
            get_partition_for_region=partition,
            client=lambda _service: sts,
        )

    def _outputs(self, _cloudformation: object, stack: str) -> dict[str, str]:
        if not self.stands:
            raise Failure(f"There is no stack {stack!r}")
        return OUTPUTS

    def _build(self) -> None:
        self.built += 1

    def _read(self, url: str) -> float:
        self.read.append(url)
        if not self.front_page_stands:
            raise Failure(f"{url} cannot be read")
        return 0.0

    def _run(self, arguments: list[Any], **_: object) -> CompletedProcess[bytes]:
        self.sam.append([str(argument) for argument in arguments])
        self.stands = self.ends_with == 0
        return CompletedProcess(arguments, self.ends_with)

    def parameters(self) -> list[list[str]]:
        return [call[call.index("--parameter-overrides") + 1 :] for call in self.sam]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "samconfig.toml"
    path.write_text("[default.deploy.parameters]\nresolve_s3 = true\n")
    return path


@pytest.fixture
def deploying(monkeypatch: pytest.MonkeyPatch, config: Path) -> Deploying:
    return Deploying(monkeypatch, config)


def deploy(*arguments: str) -> Result:
    return CliRunner().invoke(deploy_command, arguments)


REFUSED = {
    "eu-central-2": "function URLs (https://docs.aws.amazon.com/lambda/latest/dg/lambda-urls.html)",
    "me-central-1": "function URLs (https://docs.aws.amazon.com/lambda/latest/dg/lambda-urls.html)",
    "cn-north-1": "CloudFront (https://docs.amazonaws.cn/en_us/aws/latest/userguide/cloudfront.html)",
    "us-gov-west-1": "CloudFront (https://docs.amazonaws.cn/",
}


@pytest.mark.parametrize("region", REFUSED)
def test_a_region_that_lacks_something_is_refused_before_anything_is_built(
    deploying: Deploying, region: str
) -> None:
    refusal = deploy("--region", region).exception
    assert isinstance(refusal, Failure)
    assert f"On 26 November 2026 {region} lacked {REFUSED[region]}" in str(refusal)
    assert (deploying.built, deploying.sam) == (0, [])


def test_other_regions_are_taken() -> None:
    for region in ("us-east-1", "eu-west-1", "eu-south-1", "ap-northeast-1"):
        check_region(region, "aws")


@pytest.mark.parametrize("name", ["Paper", "9paper", "the_paper", "p" * 36, "-", "päper"])
def test_a_name_that_no_bucket_can_begin_with_is_refused(deploying: Deploying, name: str) -> None:
    result = deploy("--stack", name)
    assert result.exit_code == 2
    assert "a letter, then at most 34 of a-z, 0-9 and hyphens" in result.output
    assert (deploying.built, deploying.sam) == (0, [])


def test_the_table_is_protected_once_the_first_deploy_has_succeeded(deploying: Deploying) -> None:
    assert deploy("--stack", "p" * 35).exit_code == 0
    assert deploying.built == 1
    assert deploying.parameters() == [["DeletionProtection=false"], ["DeletionProtection=true"]]


def test_a_first_deploy_that_fails_protects_nothing(deploying: Deploying) -> None:
    deploying.ends_with = 1
    assert isinstance(deploy().exception, Failure)
    assert deploying.parameters() == [["DeletionProtection=false"]]


def test_a_stack_that_stands_is_protected_from_the_beginning(deploying: Deploying) -> None:
    deploying.stands = True
    assert deploy().exit_code == 0
    assert deploying.parameters() == [["DeletionProtection=true"]]


@pytest.mark.parametrize(
    "given", ['["AlarmEmail=a@b.c", "PriceClass=x"]', '"AlarmEmail=a@b.c PriceClass=x"']
)
def test_parameters_of_ones_own_count_at_both(
    deploying: Deploying, config: Path, given: str
) -> None:
    config.write_text(f"[default.deploy.parameters]\nparameter_overrides = {given}\n")
    deploy()
    own = ["AlarmEmail=a@b.c", "PriceClass=x"]
    assert [parameters[:-1] for parameters in deploying.parameters()] == [own, own]


def test_what_is_said_to_stand_has_been_read(deploying: Deploying) -> None:
    assert "https://www.paper.example/" in deploy().output
    assert deploying.read == ["https://d1.cloudfront.net/"]

    deploying.front_page_stands = False
    result = deploy()
    assert isinstance(result.exception, Failure)
    assert "The site:" not in result.output
