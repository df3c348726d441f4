"""``.local/stack.json``: what stands on this machine, for people, tests and other commands.

It is there exactly while the stack can be used: written whole once all is ready, removed at the
start and at the stop of `make run`.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from commands.layout import LOCAL, STACK_FILE

_CREDENTIALS = LOCAL / "credentials.json"


@dataclass(frozen=True, slots=True)
class StackDescription:
    """What stands on this machine.

    Attributes
    ----------
    site_url, api_url, endpoint_url, region
        The paper, the desk's API, the local AWS itself.
    credentials
        Of each contributor: ``access_key_id`` and ``secret_access_key``.
    buckets, functions
        Real names by what they are: ``articles``; ``submit``, ``index`` and so on.
    table, distribution
        The index's name, the distribution's id.
    """

    site_url: str
    api_url: str
    endpoint_url: str
    region: str
    credentials: Mapping[str, Mapping[str, str]]
    buckets: Mapping[str, str]
    table: str
    functions: Mapping[str, str]
    distribution: str


def write_stack_file(description: StackDescription, path: Path = STACK_FILE) -> None:
    """Write the file whole or not at all; it holds secrets, so only its owner may read it."""
    _write_private(path, json.dumps(asdict(description), indent=2) + "\n")


def read_stack_file(path: Path = STACK_FILE) -> StackDescription | None:
    """Read the file, or nothing if no stack stands."""
    try:
        return StackDescription(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None


def remove_stack_file(path: Path = STACK_FILE) -> None:
    """Say that no stack stands any more."""
    path.unlink(missing_ok=True)


def read_credentials(path: Path = _CREDENTIALS) -> dict[str, dict[str, str]]:
    """Read the keys of the local contributors, which IAM shows only once."""
    try:
        known: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return known


def write_credentials(known: Mapping[str, Mapping[str, str]], path: Path = _CREDENTIALS) -> None:
    """Keep the keys of the local contributors for the next start."""
    _write_private(path, json.dumps(known, indent=2) + "\n")


def keep_credentials(name: str, access_key_id: str, secret_access_key: str) -> None:
    """Keep the key of one more local contributor, and name it in the stack's file."""
    key = {"access_key_id": access_key_id, "secret_access_key": secret_access_key}
    _change_credentials(read_credentials() | {name: key})


def forget_credentials(name: str) -> None:
    """Forget the key of a local contributor that was taken back."""
    known = read_credentials()
    known.pop(name, None)
    _change_credentials(known)


def _change_credentials(known: Mapping[str, Mapping[str, str]]) -> None:
    write_credentials(known)
    description = read_stack_file()
    if description is not None:
        write_stack_file(replace(description, credentials=known))


def _write_private(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    unfinished.replace(path)
