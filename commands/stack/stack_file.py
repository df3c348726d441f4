"""Files below ``.local`` about the paper on this machine, for their owner alone.

``stack.json`` says what stands, for people, tests and other commands. It is there exactly while the
stack can be used: written whole once all is ready, removed at the start and at the stop of
`make run`. ``credentials.json`` keeps the contributors' keys, which IAM shows only once, and
``editors.json`` the passwords of the editors here.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commands.layout import LOCAL

STACK_FILE = LOCAL / "stack.json"
KEYS_FILE = LOCAL / "credentials.json"
EDITORS_FILE = LOCAL / "editors.json"

Key = Mapping[str, str]
"""``access_key_id`` and ``secret_access_key``; of an editor ``password`` and ``kind``."""
Keys = Mapping[str, Key]
"""By the contributors' names, or the editors'."""


@dataclass(frozen=True, slots=True)
class StackDescription:
    """What stands on this machine: addresses, keys, and real names by what they are."""

    site_url: str
    desk_url: str
    api_url: str
    endpoint_url: str
    region: str
    credentials: Keys
    editors: Keys
    buckets: Mapping[str, str]
    table: str
    functions: Mapping[str, str]
    distribution: str


def read_stack_file(path: Path = STACK_FILE) -> StackDescription | None:
    """Read what stands, or nothing if no stack does."""
    return StackDescription(**json.loads(path.read_text("utf-8"))) if path.exists() else None


def read_keys(path: Path = KEYS_FILE) -> dict[str, Key]:
    """Read the contributors' keys."""
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def write_private(path: Path, document: object) -> None:
    """Write one of the files, whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2)
    unfinished.replace(path)
