"""Each boolean is off, on, or refused with a sentence: through make, and on the command line."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commands.command_line import broadsheet
from commands.layout import ROOT


@dataclass(frozen=True, slots=True)
class Switch:
    """A boolean: of which target, with what else is needed, and its name at each place."""

    target: str
    needs: dict[str, str]
    variable: str
    option: str

    @property
    def name(self) -> str:
        return self.option.removeprefix("--").replace("-", "_")

    @property
    def needed(self) -> dict[str, str]:
        return {f"BROADSHEET_{name}": value for name, value in self.needs.items()}


SWITCHES = [
    Switch("erase", {"ID": "bridge"}, "DRY", "--dry-run"),
    Switch("erase", {"ID": "bridge"}, "YES", "--yes"),
    Switch("contributor", {"NAME": "anna", "KIND": "desk"}, "REMOVE", "--remove"),
    Switch("submit", {"FILE": "README.md"}, "AWS", "--aws"),
]
ELSEWHERE = [("contributor", "anna"), ("erase", "bridge"), ("rebuild",), ("verify",), ("redrive",)]
MAKE = shutil.which("make") or "make"
OFF, ON = ("", "0", "false", "no"), ("1", "true", "yes")
EACH_SWITCH = pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.variable)


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What each command is called with, instead of calling it."""
    calls: list[dict[str, Any]] = []
    for command in broadsheet.commands.values():
        monkeypatch.setattr(command, "callback", lambda **options: calls.append(options))
    return calls


@pytest.fixture(scope="session")
def shower(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A command line that only shows how it was called."""
    path = tmp_path_factory.mktemp("shower") / "broadsheet"
    path.write_text("#!/bin/sh\necho \"$*\"\nenv | grep '^BROADSHEET_'\n")
    path.chmod(0o755)
    return path


def make(shower: Path, target: str, **variables: str) -> Result:
    """Call a target, and then the command line as make would have."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = [f"{name}={value}" for name, value in variables.items()]
    shown = subprocess.run(
        [MAKE, "--silent", "--old-file", "install", target, f"BROADSHEET={shower}", *given],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    named = dict(line.split("=", 1) for line in shown[1:])
    return CliRunner().invoke(broadsheet, shown[0].split(), env=named)


@EACH_SWITCH
@pytest.mark.parametrize("value", [*OFF, *ON])
def test_a_boolean_of_make_is_off_or_on(
    shower: Path, told: list[dict[str, Any]], switch: Switch, value: str
) -> None:
    result = make(shower, switch.target, **switch.needs, **{switch.variable: value})
    assert result.exit_code == 0, result.output
    assert [call[switch.name] for call in told] == [value in ON]


@EACH_SWITCH
@pytest.mark.parametrize("value", ["maybe", "2"])
def test_anything_else_is_refused_with_a_sentence(
    shower: Path, told: list[dict[str, Any]], switch: Switch, value: str
) -> None:
    result = make(shower, switch.target, **switch.needs, **{switch.variable: value})
    assert result.exit_code == 2
    assert f"Invalid value for '{switch.option}'" in result.output
    assert f"'{value}' is not a valid boolean" in result.output
    assert told == []


@EACH_SWITCH
def test_on_the_command_line_an_option_is_on_when_it_is_given(
    told: list[dict[str, Any]], switch: Switch
) -> None:
    for given in ([], [switch.option]):
        result = CliRunner().invoke(broadsheet, [switch.target, *given], env=switch.needed)
        assert result.exit_code == 0
    assert [call[switch.name] for call in told] == [False, True]


@EACH_SWITCH
@pytest.mark.parametrize("value", [*OFF, *ON, "maybe"])
def test_on_the_command_line_an_option_takes_no_value(
    told: list[dict[str, Any]], switch: Switch, value: str
) -> None:
    arguments = [switch.target, f"{switch.option}={value}"]
    result = CliRunner().invoke(broadsheet, arguments, env=switch.needed)
    assert result.exit_code == 2
    assert f"Option '{switch.option}' does not take a value" in result.output
    assert told == []


@pytest.mark.parametrize("arguments", ELSEWHERE, ids=lambda arguments: arguments[0])
def test_every_command_of_a_stack_can_be_told_that_it_is_on_aws(
    told: list[dict[str, Any]], arguments: tuple[str, ...]
) -> None:
    for value in ("0", "1"):
        CliRunner().invoke(broadsheet, arguments, env={"BROADSHEET_AWS": value})
    CliRunner().invoke(broadsheet, [*arguments, "--aws", "--stack", "daily", "--region", "x"])
    assert [call["aws"] for call in told] == [False, True, True]
    assert (told[2]["stack"], told[2]["region"]) == ("daily", "x")


def test_what_is_given_to_make_needs_no_quoting(shower: Path, told: list[dict[str, Any]]) -> None:
    reason = 'order 12/2026; it\'s "final" & `signed`'
    assert make(shower, "erase", ID="bridge", REASON=reason).exit_code == 0
    assert told[0]["reason"] == reason
    assert told[0]["identity"] == "bridge"


def test_makes_own_assembler_signs_nothing(shower: Path, told: list[dict[str, Any]]) -> None:
    make(shower, "submit", FILE="README.md")
    make(shower, "submit", FILE="README.md", AS="anna")
    assert [call["name"] for call in told] == ["desk", "anna"]


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "4566.5"])
def test_what_is_no_port_is_refused(shower: Path, told: list[dict[str, Any]], port: str) -> None:
    result = make(shower, "run", PORT=port)
    assert result.exit_code == 2
    assert "Invalid value for '--port'" in result.output
    assert told == []


def test_a_port_is_read(shower: Path, told: list[dict[str, Any]]) -> None:
    make(shower, "run", PORT="8080")
    make(shower, "run")
    assert [call["port"] for call in told] == [8080, 4566]
