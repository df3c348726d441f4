"""The history of an article, from the log through the index to the reader."""

import dataclasses
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.adapters.clients import s3_client
from broadsheet.adapters.dynamodb.index_repair import TableRepair
from broadsheet.domain.article import Article
from broadsheet.domain.identity import article_key
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.indexing.rebuilding import Rebuilder
from broadsheet.site_file import load_site
from tests.adapters.aws_calls import watched
from tests.adapters.stores import contents_in, items_in, log_in, picture_log_in
from tests.domain.pictures import a_picture, ready
from tests.fakes.pictures import no_pictures
from tests.paper import Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DUE = NOW + HOUR
LATER = NOW + 24 * HOUR


@pytest.fixture
def paper(bucket: str, table: str) -> Paper:
    return Paper(bucket, table)


def compared(body: str) -> list[str]:
    """The differences that a history links to."""
    return re.findall(r"\?history=([^\"]+)", body)


def test_a_history_is_of_what_was_public_and_of_nothing_before(paper: Paper) -> None:
    paper.post(NOW, publish_at=DUE.isoformat(), body="The first draft.")
    path = paper.put(NOW + HOUR / 2, 1, body="The bridge opens on Monday.")
    assert paper.get(path, DUE).status == 200
    assert f"{path}?history" not in paper.get(path, DUE).body
    assert compared(paper.get(f"{path}?history", DUE).body) == []
    paper.put(DUE + HOUR, 2, body="The bridge opens on Tuesday.", correction="Not Monday.")
    assert f'<a href="{path}?history">History</a>' in paper.get(path, LATER).body
    listed = paper.get(f"{path}?history", LATER).body
    assert compared(listed) == ["desk-2..desk-3", "desk-2..desk-3"]
    assert "Not Monday." in listed
    difference = paper.get(f"{path}?history=desk-2..desk-3", LATER)
    assert "opens on <del>Monday.</del> <ins>Tuesday.</ins>" in difference.body
    assert paper.get(f"{path}?history=desk-1..desk-3", LATER) == paper.never_was(LATER)


def test_an_earlier_revision_keeps_the_moments_that_it_had(paper: Paper) -> None:
    paper.post(NOW, headline="Bridge opens")
    path = paper.put(DUE, 1, headline="Bridge opens")
    listed = paper.get(f"{path}?history", LATER).body
    # The site's time zone is two hours ahead.
    assert '2026-11-23T12:00:00+02:00">23 November, 2026, 12:00</time> – now' in listed
    assert '11:00</time> – <time datetime="2026-11-23T12:00:00+02:00">' in listed


HARBOUR = {"id": a_picture("harbour"), "alt": "The harbour", "caption": "At dawn"}
FIRST: dict[str, Any] = {
    "headline": "Old bridge opens",
    "section": "news",
    "body": '<p>See <a href="https://a.example/">the plan</a>.</p>',
    "body_format": "html",
    "standfirst": "After a year.",
    "byline": ["Anna Quill", "Ben Ito"],
    "source": {"name": "Harbour Wire", "url": "https://harbour.example/"},
    "tags": ["Bridges", "Cyprus"],
    "language": "en",
    "slug": "bridge",
    "publish_at": "2026-11-20T08:00:00Z",
    "label": "Live",
    "images": [HARBOUR],
}


def _fact(name: str) -> str:
    return f'<b>{name}</b> <span lang="en" dir="auto">'


CHANGED: dict[str, tuple[dict[str, Any], str]] = {
    "headline": ({"headline": "New bridge opens"}, "<del>Old</del> <ins>New</ins> bridge opens"),
    "section": ({"section": "sport"}, _fact("Section") + "<del>News</del> <ins>Sport</ins>"),
    "body": (
        {"body": FIRST["body"].replace("a.example", "b.example")},
        "<del>the plan. [https://a.example/]</del> <ins>the plan. [https://b.example/]</ins>",
    ),
    "body_format": (
        {"body": FIRST["body"].replace("<p>", "<h2>").replace("</p>", "</h2>")},
        "See the plan. <del>¶</del> <ins>[heading]</ins>",
    ),
    "standfirst": ({"standfirst": "After a war."}, "After a <del>year.</del> <ins>war.</ins>"),
    "byline": (
        {"byline": ["Anna Quill", "Bea Ito"]},
        "Anna Quill, <del>Ben Ito,</del> <ins>Bea Ito</ins>",
    ),
    "source": (
        {"source": "Harbour Wire"},
        _fact("Source")
        + "<del>Harbour Wire (https://harbour.example/)</del> <ins>Harbour Wire</ins>",
    ),
    "tags": ({"tags": ["Bridges", "Ferries"]}, _fact("Tags") + "Bridges, <del>Cyprus,</del> <ins>"),
    "language": ({"language": "el"}, _fact("Language") + "<del>en</del> <ins>el</ins>"),
    "slug": ({"slug": "old-bridge"}, _fact("Address") + "<del>bridge</del> <ins>old-bridge</ins>"),
    "publish_at": (
        {"publish_at": "2026-11-20T08:00:30Z"},
        "<del>20 November, 2026, 10:00:00</del> <ins>20 November, 2026, 10:00:30</ins>",
    ),
    "correction": ({"correction": "Two\nlines."}, _fact("Correction") + "<ins>Two<br>lines.</ins>"),
    "label": ({"label": "Analysis"}, _fact("Label") + "<del>Live</del> <ins>Analysis</ins>"),
    "prominence": (
        {"prominence": "lead"},
        _fact("Prominence") + "<del>story</del> <ins>lead story</ins>",
    ),
    "illustrations": (
        {"images": [HARBOUR | {"caption": "At noon"}]},
        _fact("Caption") + "<del>At dawn</del> <ins>At noon</ins>",
    ),
}
ILLUSTRATED: dict[str, tuple[list[Any], str]] = {
    "came": (
        [HARBOUR, {"id": a_picture("boat"), "alt": "A boat"}],
        _fact("Picture") + "<ins>A boat</ins>",
    ),
    "went": ([], _fact("Picture") + "<del>The harbour</del>"),
    "shows": (
        [HARBOUR | {"alt": "The port"}],
        _fact("Picture") + "<del>The harbour</del> <ins>The port</ins>",
    ),
    "credit": ([HARBOUR | {"credit": "E. M."}], _fact("Picture credit") + "<ins>E. M.</ins>"),
}


def test_every_field_that_readers_see_has_its_change() -> None:
    # Of translations readers see links, as long as there is what they lead to, and never an id.
    assert CHANGED.keys() | {"translation_of"} == {f.name for f in dataclasses.fields(Article)}


@pytest.fixture
def _pictures(bucket: str) -> None:
    for each in (*ready("harbour"), *ready("boat")):
        assert picture_log_in(bucket).append(each)


@pytest.mark.usefixtures("_pictures")
@pytest.mark.parametrize("change", ILLUSTRATED)
def test_an_edit_of_the_pictures_is_told(paper: Paper, change: str) -> None:
    images, difference = ILLUSTRATED[change]
    paper.post(NOW, **FIRST)
    path = paper.put(NOW + HOUR, 1, **FIRST | {"images": images})
    page = paper.get(f"{path}?history=desk-1..desk-2", LATER).body
    assert difference in page
    assert a_picture("harbour") not in page
    about = ready("boat" if change == "came" else "harbour")[1].made
    assert about
    assert page.count(f'<img src="/pictures/{about.token}/') == 1


@pytest.mark.usefixtures("_pictures")
@pytest.mark.parametrize("field", CHANGED)
def test_an_edit_of_one_field_shows_that_change_and_no_other(paper: Paper, field: str) -> None:
    change, difference = CHANGED[field]
    paper.post(NOW, **FIRST)
    path = paper.put(NOW + HOUR, 1, **FIRST | change)
    page = paper.get(f"{path}?history=desk-1..desk-2", LATER).body.partition("<h1>")[2]
    _, _, marks = page.partition('<ins><time datetime="2026-11-23T12:00:00+02:00">')
    assert difference in marks
    assert marks.count("<del>") + marks.count("<ins>") == difference.count("<del>") + (
        difference.count("<ins>")
    )
    assert "Nothing that readers see changed" not in page


@pytest.mark.usefixtures("_pictures")
def test_an_edit_of_nothing_says_so(paper: Paper) -> None:
    paper.post(NOW, **FIRST)
    paper.put(NOW + HOUR, 1, **FIRST)
    path = paper.put(NOW + 2 * HOUR, 2, **FIRST | {"body": FIRST["body"] + '<p lang="el"></p>'})
    page = paper.get(f"{path}?history=desk-1..desk-2", LATER).body
    assert "Nothing that readers see changed." in page
    apart = FIRST | {"body": FIRST["body"].replace("<p>", '<p dir="rtl">')}
    path = paper.put(NOW + 3 * HOUR, 3, **apart)
    page = paper.get(f"{path}?history=desk-1..desk-4", LATER).body
    assert "only how they are set out changed" in page


def test_several_edits_in_a_minute_are_told_apart(paper: Paper) -> None:
    seconds = [timedelta(seconds=second) for second in (0, 5, 20, 90)]
    paper.post(NOW)
    for number, later in enumerate(seconds[1:], start=1):
        path = paper.put(NOW + later, number, body=f"It is {number}.")
    listed = paper.get(f"{path}?history", LATER).body
    times = re.findall(r"<time[^>]*>23 November, 2026, ([^<]*)</time>(?: – (now))?", listed)
    assert [" ".join(filter(None, time)) for time in times] == [
        "11:01 now", "11:00:20", "11:01", "11:00:05", "11:00:20", "11:00:00", "11:00:05",
    ]  # fmt: skip
    one, other = "23 November, 2026, 11:00:20", "23 November, 2026, 11:01"
    compared = paper.get(f"{path}?history=desk-3..desk-4", LATER).body
    assert f"{one}</time></del>" in compared
    assert f"{other}</time></ins>" in compared


def test_a_correction_keeps_its_lines_wherever_it_is_read(paper: Paper) -> None:
    paper.post(NOW)
    correction = "Two figures were <wrong>:\n97.7 m;\r\n€12.40.\n\nWe thank a reader."
    path = paper.put(NOW + HOUR, 1, correction=correction)
    shown = "Two figures were &lt;wrong&gt;:<br>97.7 m;<br>€12.40.<br><br>We thank a reader."
    for address in (path, f"{path}?history", f"{path}?history=desk-1..desk-2", "/corrections/"):
        assert shown in paper.get(address, LATER).body, address


def test_an_edit_writes_what_is_new_however_long_the_history_is(paper: Paper, bucket: str) -> None:
    paper.post(NOW, body="It is 0.")
    for number in range(1, 20):
        path = paper.put(NOW + number * HOUR / 10, number, body=f"It is {number}.")
    with watched() as calls:
        path = paper.put(NOW + 2 * HOUR, 20, body="It is 20.")
    written = [call.split()[1] for call in calls.seen if call.startswith("PutObject content/")]
    assert sorted(re.sub(r"\.[0-9a-f]{12}\.", ".", key) for key in written) == [
        "content/bridge/desk-21.json", "content/bridge/history.json"
    ]  # fmt: skip
    assert paper.get(f"{path}?history=desk-1..desk-21", LATER).status == 200
    lost = f"content/bridge/desk-7.{_digest(bucket, 'content/bridge/desk-7.')}.json"
    s3_client().delete_object(Bucket=bucket, Key=lost)
    paper.indexer.index("bridge")
    assert _digest(bucket, "content/bridge/desk-7.")


def _digest(bucket: str, prefix: str) -> str:
    (listed,) = s3_client().list_objects_v2(Bucket=bucket, Prefix=prefix)["Contents"]
    return listed["Key"].removeprefix(prefix).partition(".")[0]


@pytest.mark.parametrize("as_", list(WithdrawnAs))
@pytest.mark.parametrize("asked", ["", "=desk-1..desk-2"])
def test_a_withdrawn_article_has_no_history(paper: Paper, as_: WithdrawnAs, asked: str) -> None:
    path = paper.post(NOW)
    paper.put(NOW + HOUR, 1, body="Shut.")
    assert paper.get(f"{path}?history{asked}", LATER).status == 200
    paper.withdraw(NOW + 2 * HOUR, "desk-2", Withdrawal(as_, "Wrong"))
    assert paper.get(f"{path}?history{asked}", LATER) == paper.never_was(LATER)


def test_what_was_taken_down_is_not_read_in_the_history_of_its_return(paper: Paper) -> None:
    paper.post(NOW, body="What may not be said.")
    paper.put(NOW + HOUR, 1, body="What may not be said either.")
    paper.withdraw(NOW + 2 * HOUR, "desk-2", Withdrawal(WithdrawnAs.GONE))
    paper.put(NOW + 3 * HOUR, 3, body="The bridge.")
    path = paper.put(NOW + 4 * HOUR, 4, body="The bridge again.")
    assert set(compared(paper.get(f"{path}?history", LATER).body)) == {"desk-4..desk-5"}
    assert paper.get(f"{path}?history=desk-1..desk-5", LATER) == paper.never_was(LATER)


def test_indexing_again_keeps_the_same_history_at_the_same_key(paper: Paper, bucket: str) -> None:
    paper.post(NOW)
    paper.put(NOW + HOUR, 1, body="Shut.")
    before = paper.index.head(article_key("bridge"))
    assert before
    assert before.history
    assert paper.indexer.index("bridge") == before
    listed = s3_client().list_objects_v2(Bucket=bucket, Prefix="content/bridge/history.")
    assert [found["Key"] for found in listed["Contents"]] == [before.history]


def test_a_revision_that_cannot_be_read_any_more_stays_until_the_history_is_rebuilt(
    paper: Paper, bucket: str, table: str
) -> None:
    paper.post(NOW, body="Open.")
    paper.put(NOW + HOUR, 1, body="Shut.")
    paper.put(NOW + 2 * HOUR, 2, body="Open again.")
    (lost,) = [each for each in paper.log.read("bridge").records if str(each.name) == "desk-2"]
    s3_client().delete_object(Bucket=bucket, Key=f"messages/{lost.message}")
    path = paper.put(NOW + 3 * HOUR, 3, body="Closed.")
    assert "desk-2" in paper.get(f"{path}?history", LATER).body
    log, contents, index = log_in(bucket), contents_in(bucket), TableRepair(items_in(table))
    rebuilt = Rebuilder(log, contents, index, load_site(), no_pictures()).rebuild("bridge")
    assert "history" in rebuilt.differences
    assert "desk-2" not in Paper(bucket, table).get(f"{path}?history", LATER).body
    assert paper.get(f"{path}?history=desk-1..desk-4", LATER).status == 200
