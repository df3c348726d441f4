"""What the API says of the fields that an editor writes, the page says in its own languages.

The sayings are the API's own, of documents with those faults: were one worded anew, the page would
not know it.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from broadsheet.desk.illustrations import check_illustrations
from broadsheet.domain.article import Illustration
from broadsheet.domain.picture import PictureState, Takedown
from broadsheet.domain.problems import InvalidArticle
from broadsheet.formats.accepting import accept_document
from broadsheet.site_file import load_site
from commands.packaging.desk import DESK
from commands.packaging.npm import node
from tests.fakes.pictures import MemoryPictureLog

STORY = {"headline": "The bridge", "section": "news", "body": "It opens.", "body_format": "html"}
PICTURE = {"id": "a" * 26, "alt": "A bridge"}
FAULTS: dict[str, dict[str, Any]] = {
    "nothing at all": {"headline": None, "body": None},
    "nothing to be seen": {"headline": "\u200b", "body": " "},
    "nothing to read": {"body": "<script>1</script>"},
    "too long": {"headline": "x" * 999, "standfirst": "x" * 9_999, "slug": "x" * 999},
    "too many": {"tags": [f"tag {number}" for number in range(99)]},
    "no letter": {"tags": ["!"], "byline": ["?"]},
    "no addresses": {"source": {"name": "Reuters", "url": "javascript:1"}, "translation_of": "A B"},
    "too much markup": {"body": "<p>x</p>" * 50_001},
    "twice": {"tags": ["Sea", "sea"], "byline": ["Anna", "anna"]},
    "the lead again": {
        "images": [PICTURE],
        "body": f"<p>x</p><img src='image:{PICTURE['id']}'><img src='image:{PICTURE['id']}'>",
    },
}
NOW = datetime(2026, 11, 27, tzinfo=UTC)
SENT = PictureState("a" * 26, 1, NOW, "wire", announcement=None)
STATES = {
    "unknown": None,
    "not ready": SENT,
    "refused": replace(SENT, refusal="has no pixels"),
    "taken down": replace(SENT, takedown=Takedown(NOW, "wire", None)),
    "erased": replace(SENT, is_erased=True),
}
SAY = """
import { inWordsOfThePage } from "./src/sending/sayings.ts";
import { choose } from "./src/texts/texts.ts";
choose("el", { setItem() {} });
let asked = "";
for await (const part of process.stdin) asked += part;
console.log(JSON.stringify(JSON.parse(asked).map(inWordsOfThePage)));
"""


def said_of(document: dict[str, Any]) -> Iterator[str]:
    kept = {name: value for name, value in document.items() if value is not None}
    try:
        accepted = accept_document("application/json", json.dumps(kept).encode(), load_site())
    except InvalidArticle as problem:
        yield from (fault.detail for fault in problem.faults)
    else:
        yield from (change.detail for change in accepted.changes)


class OneState(MemoryPictureLog):
    """The log of one picture that stands as a test says."""

    def __init__(self, state: PictureState | None) -> None:
        super().__init__()
        self._state = state

    def read(self, picture: str) -> PictureState | None:
        return self._state if picture == SENT.picture else None


def said_of_a_picture(state: PictureState | None) -> Iterator[str]:
    try:
        changes = check_illustrations(OneState(state), [Illustration(SENT.picture, "A bridge")])
    except InvalidArticle as problem:
        yield from (fault.detail for fault in problem.faults)
    else:
        yield from (change.detail for change in changes)


def in_greek(sayings: list[str]) -> dict[str, str | None]:
    """Have the page's own module say them."""
    ended = subprocess.run(
        [node(), "--input-type=module", "--eval", SAY],
        cwd=DESK, input=json.dumps(sayings), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(zip(sayings, json.loads(ended.stdout), strict=True))


def assert_said(sayings: list[str]) -> None:
    assert sayings
    for english, greek in in_greek(sayings).items():
        assert greek, english
        assert any("Α" <= letter <= "ώ" for letter in greek), greek


@pytest.mark.parametrize("kind", FAULTS)
def test_what_can_be_wrong_with_a_field_is_said_in_the_pages_language(kind: str) -> None:
    assert_said(list(said_of(STORY | FAULTS[kind])))


@pytest.mark.parametrize("stage", STATES)
def test_what_became_of_a_picture_is_said_in_the_pages_language(stage: str) -> None:
    assert_said(list(said_of_a_picture(STATES[stage])))


def test_what_nobody_foresaw_stays_as_the_api_says_it() -> None:
    assert in_greek(["is wrong in a new way"]) == {"is wrong in a new way": None}
