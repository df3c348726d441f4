import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from broadsheet.domain.content import CorrectionNote, SourceCredit
from broadsheet.domain.identity import article_key
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.pages.article_formats import WRITERS
from broadsheet.pages.offered import ARTICLES
from broadsheet.pages.response import MAX_ANSWER_BYTES, Response
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]
HOUR = timedelta(hours=1)
EACH = pytest.mark.parametrize("extension", ARTICLES)


def publish(paper: MemoryPaper) -> str:
    return paper.publish(
        headline="Troops *march*",
        standfirst="They came & went.",
        body_html='<p>They <em>came</em> to <a href="/news/">town</a>.</p>',
        byline=("Ada Quill", "\u039d\u03af\u03ba\u03bf\u03c2"),
        tags=("Cyprus",),
        source=SourceCredit("Sky", "https://sky.example/"),
        corrections=(CorrectionNote("2025-01-22T12:30:00.000000Z", "It was *Tuesday*."),),
        folded=2,
        modified_at=NOW + HOUR,
    )


def test_every_extension_of_an_article_is_a_format() -> None:
    assert list(WRITERS) == list(ARTICLES)


def test_the_page_leads_to_each_format(paper: MemoryPaper, get: Get) -> None:
    path = publish(paper)
    found = re.findall(r'rel="alternate" type="([^"]+)" href="([^"]+)"', get(path, NOW + HOUR).body)
    assert found == [
        ("application/json", f"{path}.json"),
        ("text/plain", f"{path}.txt"),
        ("text/markdown", f"{path}.md"),
    ]
    for media_type, address in found:
        answer = get(address, NOW + HOUR)
        assert answer.status == 200
        assert answer.headers["Content-Type"] == f"{media_type}; charset=utf-8"
        assert answer.headers["Link"] == f'<{SITE_URL}{path}>; rel="canonical"'
        assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
        kept = get(address, NOW + HOUR, if_none_match=answer.headers["ETag"])
        assert kept.status == 304


def test_the_json_has_what_the_page_shows_and_nothing_of_the_desks(
    paper: MemoryPaper, get: Get
) -> None:
    path = publish(paper)
    assert json.loads(get(f"{path}.json", NOW + HOUR).body) == {
        "url": f"{SITE_URL}{path}",
        "paper": "The Broadsheet",
        "headline": "Troops *march*",
        "standfirst": "They came & went.",
        "language": "en",
        "section": {"name": "News", "url": f"{SITE_URL}/news/"},
        "byline": ["Ada Quill", "\u039d\u03af\u03ba\u03bf\u03c2"],
        "published_at": "2025-01-22T12:00:00+00:00",
        "updated_at": "2025-01-22T13:00:00+00:00",
        "body_html": '<p>They <em>came</em> to <a href="/news/">town</a>.</p>',
        "corrections": [{"at": "2025-01-22T12:30:00+00:00", "text": "It was *Tuesday*."}],
        "source": {"name": "Sky", "url": "https://sky.example/"},
        "tags": ["Cyprus"],
        "pictures": [],
        "translations": [],
    }


def test_the_text_and_the_markdown_say_what_the_page_shows(paper: MemoryPaper, get: Get) -> None:
    path = publish(paper)
    assert (
        get(f"{path}.txt", NOW + HOUR).body
        == f"""Troops *march*

They came & went.

By Ada Quill, \u039d\u03af\u03ba\u03bf\u03c2

Published 22 January, 2025, 14:00. Updated 22 January, 2025, 15:00

They came to town [{SITE_URL}/news/].

Corrections

22 January, 2025: It was *Tuesday*.

Source: Sky https://sky.example/

Tags: Cyprus

The Broadsheet, News

{SITE_URL}{path}
"""
    )
    markdown = get(f"{path}.md", NOW + HOUR).body
    assert markdown.startswith("# Troops \\*march\\*\n\n**They came & went.**\n\n")
    assert f"They *came* to [town](<{SITE_URL}/news/>).\n" in markdown
    assert "\n## Corrections\n\n22 January, 2025: It was \\*Tuesday\\*.\n" in markdown


@EACH
def test_what_readers_may_not_see_is_a_plain_404_before_any_redirect(
    paper: MemoryPaper, get: Get, never_was: Response, extension: str
) -> None:
    pending = paper.publish("pending", publish_at=NOW + HOUR)
    held = paper.publish("held", publish_at=None)
    vanished = paper.publish("vanished", withdrawal=Withdrawal(WithdrawnAs.VANISH))
    for path in (pending, held, vanished, "/news/nobody-aaaaaaaaaa"):
        for asked in (path, path.replace("/news/", "/world/"), path.upper()):
            assert get(f"{asked}.{extension}") == never_was, asked
    gone = paper.publish("gone", withdrawal=Withdrawal(WithdrawnAs.GONE, "Wrong."))
    answer = get(f"{gone}.{extension}")
    assert (answer.status, "Wrong." in answer.body) == (410, True)


@EACH
def test_a_former_path_leads_to_the_present_one(
    paper: MemoryPaper, get: Get, extension: str
) -> None:
    path = f"{paper.publish()}.{extension}"
    for asked in (
        f"/world/as-it-was-{article_key('troops')}.{extension}",
        path.upper(),
        f"{path},",
    ):
        moved = get(asked)
        assert (moved.status, moved.headers["Location"]) == (301, path), asked
    for other in (f"{path}/", f"{path}x", path.replace(extension, "xml")):
        assert get(other).status in (301, 404), other


@EACH
def test_it_takes_two_calls_and_one_more_for_translations(
    paper: MemoryPaper, get: Get, extension: str
) -> None:
    path = paper.publish()
    paper.calls.clear()
    get(f"{path}.{extension}")
    of_translations = ["cards_before"] if extension == "json" else []
    assert paper.calls == ["article_and_header", *of_translations, "content"]


@EACH
@pytest.mark.parametrize("said", ['"', "*", "\n", "a", "&amp;"])
def test_a_text_that_does_not_fit_is_left_out_and_that_is_told(
    paper: MemoryPaper, get: Get, extension: str, said: str
) -> None:
    body = said * (3_000_000 // len(said))
    path = paper.publish(body_html=f"<p>{body}</p>")
    answer = get(f"{path}.{extension}")
    assert answer.status == 200
    size = len(json.dumps(answer.body, ensure_ascii=False).encode())
    assert size <= MAX_ANSWER_BYTES
    if said == "a":
        assert body in answer.body
    if said == '"' and extension == "json":
        assert json.loads(answer.body)["body_html"] is None
    if said == "*" and extension == "md":
        assert "The text is too long for this form" in answer.body


@EACH
def test_a_store_that_fails_is_told_as_the_page_tells_it(
    paper: MemoryPaper, get: Get, extension: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = paper.publish()

    def fail(_key: str) -> None:
        raise StoreUnavailable("reading a content failed for now")

    monkeypatch.setattr(paper, "content", fail)
    assert get(f"{path}.{extension}").status == 503
