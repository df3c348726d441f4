import json

from broadsheet.domain.article import Prominence
from broadsheet.domain.content import Content, CorrectionNote, Link, SourceCredit

FULL = Content(
    article="bridge",
    revision="desk-2",
    section="news",
    headline="Η γέφυρα",
    standfirst="After ten years",
    language="el",
    body_html="<p>It is open.</p>",
    byline=(Link("Άννα", "anna"),),
    tags=(Link("Cyprus", "cyprus"), Link("Roads", "roads")),
    source=SourceCredit("Sky News", "https://sky.example/"),
    corrections=(CorrectionNote("2026-11-23T12:00:00.000000Z", "The year"),),
    modified_at="2026-11-23T12:00:00.000000Z",
    label="Opinion",
    prominence=Prominence.BRIEF,
)
LEAST = Content(
    article="bridge",
    revision="desk-1",
    section="news",
    headline="Bridge",
    standfirst=None,
    language="en",
    body_html="<p>x</p>",
    byline=(),
    tags=(),
    source=None,
    corrections=(),
    modified_at="2026-11-23T12:00:00.000000Z",
)


def test_content_is_read_back_as_it_was_written() -> None:
    assert Content.from_json(FULL.to_json()) == FULL
    assert Content.from_json(LEAST.to_json()) == LEAST


def test_a_content_from_before_a_field_was_there_is_read() -> None:
    stored = json.loads(LEAST.to_json())
    del stored["label"], stored["prominence"]
    assert Content.from_json(json.dumps(stored).encode()) == LEAST


def test_the_same_content_is_the_same_bytes() -> None:
    assert Content.from_json(FULL.to_json()).to_json() == FULL.to_json()
    assert "Άννα".encode() in FULL.to_json()
