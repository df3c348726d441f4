"""A contributor submits with the API's address, and is asked for no right but to call it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands import submit as command
from commands.command_line import broadsheet
from commands.stack import reach as reaching
from commands.stack.http_calls import HttpAnswer, Signer
from commands.stack.reach import Reach, aws_session
from commands.terminal import Failure

API = "https://abc.execute-api.eu-west-1.amazonaws.com/v1"


@pytest.fixture
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAANNA")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "anna's")


@pytest.mark.usefixtures("nothing_is_set")
def test_with_the_apis_address_cloudformation_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sent: list[tuple[str, str | None, str]] = []

    def submit(_article: bytes, signer: Signer, reach: Reach) -> HttpAnswer:
        sent.append((reach.api_url, signer.credentials.access_key, signer.region))
        warning = {"pointer": "/body", "detail": "2 images were left out"}
        receipt = {"status": "held", "warnings": [warning]}
        return HttpAnswer(201, {}, json.dumps(receipt).encode())

    def refuse(*_: object) -> dict[str, str]:
        raise AssertionError("a contributor may not call DescribeStacks")

    monkeypatch.setattr(reaching, "read_outputs", refuse)
    monkeypatch.setattr(command, "submit_article", submit)
    article = tmp_path / "article.json"
    article.write_text("{}")
    given = {"BROADSHEET_API": f"{API}/", "BROADSHEET_REGION": "eu-west-1"}
    result = CliRunner().invoke(broadsheet, ["submit", str(article)], env=given)

    assert result.exit_code == 0, result.output
    assert sent == [(API, "AKIAANNA", "eu-west-1")]
    assert "! /body: 2 images were left out" in result.output


@pytest.mark.usefixtures("nothing_is_set")
def test_the_region_that_is_missing_is_named_as_boto3_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Failure, match="AWS_DEFAULT_REGION"):
        aws_session(None)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-south-1")
    assert aws_session(None).region_name == "eu-south-1"
    assert aws_session("eu-west-1").region_name == "eu-west-1"


def test_every_command_for_a_stack_takes_a_region() -> None:
    with_stack = {
        name: {option.name for option in found.params}
        for name, found in broadsheet.commands.items()
        if "stack" in {option.name for option in found.params}
    }
    assert with_stack.keys() == {
        "submit", "picture", "contributor", "editor", "erase", "erase-picture", "rebuild", "verify",
        "redrive", "deploy",
    }  # fmt: skip
    assert all("region" in options for options in with_stack.values())
