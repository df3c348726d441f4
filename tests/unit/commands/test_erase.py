"""The command erase: what it asks, and what it tells."""

import io
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import click
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from broadsheet.custody.erasure import Deleted
from broadsheet.domain.problems import NoSuchArticle, StoreUnavailable
from broadsheet.domain.stored import StoredVersion
from commands import erase
from commands.stack import options
from commands.stack.reach import Reach
from commands.terminal import Failure
from tests.domain.records import NOON
from tests.template.transformed_template import transformed

REACH = Reach("broadsheet", "us-east-1", boto3.Session(), None, {})
VERSION = StoredVersion("messages/a", "v1", is_newest=True, is_marker=False, size=120)
DELETED = Deleted((VERSION,), (), (VERSION, VERSION), {"d" * 64: ("tunnel",)}, ("articles/x",))


class Terminal:
    """A terminal at which an answer is typed, and what was shown there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
        self.shown = io.StringIO()
        console = Console(file=self.shown, width=200)
        monkeypatch.setattr(erase, "console", console)
        monkeypatch.setattr(click, "prompt", lambda *_, **__: typed)
        monkeypatch.setattr(options, "reach_stack", lambda *_, **__: REACH)
        monkeypatch.setattr(erase, "out_of_reach", lambda *_: ["readers' own copies"])
        monkeypatch.setattr(erase, "survey", lambda *_: DELETED)
        monkeypatch.setattr(erase, "erase", self.erase)
        self.erased: list[str] = []

    def erase(self, _reach: Reach, article: str, *_: object, settled_after: float) -> Deleted:
        assert settled_after == erase.SETTLED_AFTER
        self.erased.append(article)
        return DELETED


def call(*arguments: str, **environment: str) -> Result:
    named = {f"BROADSHEET_{name}": value for name, value in environment.items()}
    return CliRunner().invoke(erase.erase_command, arguments, env=named, catch_exceptions=False)


def test_it_erases_when_the_id_is_typed_and_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, "bridge")
    call("bridge")
    assert terminal.erased == ["bridge"]
    shown = terminal.shown.getvalue()
    assert "bridge is erased" in shown
    assert "2 versions (240 bytes) of records" in shown
    assert f"kept messages/{'d' * 64}: the same bytes are also tunnel" in shown
    assert "articles/x cannot be read" in shown
    assert "readers' own copies" in shown


@pytest.mark.parametrize("typed", ["", "yes", "bridge2"])
def test_anything_else_that_is_typed_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    terminal = Terminal(monkeypatch, typed)
    with pytest.raises(Failure, match="nothing was changed"):
        call("bridge")
    assert terminal.erased == []


def test_yes_does_not_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, "")
    call("bridge", "--yes")
    call("bridge", YES="1")
    assert terminal.erased == ["bridge", "bridge"]


@pytest.mark.parametrize("no", ["", "0", "false", "no"])
def test_a_yes_that_is_no_asks(monkeypatch: pytest.MonkeyPatch, no: str) -> None:
    terminal = Terminal(monkeypatch, "")
    with pytest.raises(Failure, match="nothing was changed"):
        call("bridge", YES=no)
    assert terminal.erased == []


def test_a_yes_that_is_neither_erases_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, "bridge")
    assert "not a valid boolean" in call("bridge", YES="maybe").output
    assert terminal.erased == []


@pytest.mark.parametrize("yes", [[], ["--yes"]])
def test_dry_only_looks(monkeypatch: pytest.MonkeyPatch, yes: list[str]) -> None:
    terminal = Terminal(monkeypatch, "bridge")
    call("bridge", "--dry-run", *yes)
    assert terminal.erased == []
    assert "would be deleted" in terminal.shown.getvalue()


def test_what_is_out_of_reach_is_said_with_its_end() -> None:
    groups = [{"retentionInDays": 30}, {}, {"retentionInDays": 14}]
    client = SimpleNamespace(describe_log_groups=lambda **_: {"logGroups": groups})
    session: Any = SimpleNamespace(client=lambda *_, **__: client)
    outputs = {"IndexLogGroupName": "/index", "BucketName": "b"}
    reach = Reach("broadsheet", "us-east-1", session, None, outputs)
    told = {line.split(":")[0].split(",")[0]: line for line in erase.out_of_reach(reach, NOON)}
    assert told["point-in-time recovery of the table"].endswith("until 28 December 2026")
    assert told["CloudWatch Logs"].endswith("until 23 December 2026")
    assert told["reports of rebuilds"].endswith("the id, until 26 December 2026")
    assert told["Step Functions' history of the rebuilds"].endswith("until 21 February 2027")
    assert "REASON" in told["tombstones"]
    assert "keys and digests" in told["manifests"]


def test_the_reports_of_rebuilds_go_when_it_is_said() -> None:
    (rule,) = (
        rule
        for rule in transformed()["Resources"]["Bucket"]["Properties"]["LifecycleConfiguration"][
            "Rules"
        ]
        if rule.get("Prefix") == "rebuilds/"
    )
    days = rule["ExpirationInDays"] + rule["NoncurrentVersionExpiration"]["NoncurrentDays"]
    assert timedelta(days=days + 2) <= erase._REPORTS  # each counts from the next midnight on


@pytest.mark.parametrize("given", ["", "Bridge", "../bridge"])
def test_an_id_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    terminal = Terminal(monkeypatch, given)
    result = call(given, "--yes")
    assert result.exit_code == 2
    assert "is no article's id" in result.output
    assert terminal.erased == []


def test_an_id_that_is_missing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    Terminal(monkeypatch, "bridge")
    assert "Missing argument 'ID'" in call("--yes").output


@pytest.mark.parametrize(
    ("error", "said"),
    [(NoSuchArticle("The id never stood."), "never stood"), (StoreUnavailable("S3 is"), "goes on")],
)
def test_what_stops_it_is_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    Terminal(monkeypatch, "bridge")

    def fail(*_: object, **__: object) -> Deleted:
        raise error

    monkeypatch.setattr(erase, "erase", fail)
    with pytest.raises(Failure, match=said):
        call("bridge")
