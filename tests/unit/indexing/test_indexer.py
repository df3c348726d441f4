"""Indexing with stores in memory: the index is what the log comes to, whatever happened."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from broadsheet.domain.article import Hold
from broadsheet.domain.head import Head, IndexFault, SeenHeadline, Status
from broadsheet.domain.identity import article_key
from broadsheet.domain.keys import message_digest, record_key
from broadsheet.domain.lists import CORRECTIONS, HELD, WITHDRAWN, gone_list, is_gone_list
from broadsheet.domain.problems import HeadMoved, KeyTaken, StoreUnavailable, UnreadableRevision
from broadsheet.domain.record import Record, Withdrawal, WithdrawnAs
from broadsheet.domain.revision_name import RevisionName
from broadsheet.domain.slug import slug_of_name
from broadsheet.domain.tombstones import LogReading, Tombstone, write_tombstone
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.notices import follow_notice, read_notices
from broadsheet.site_file import load_site
from tests.domain.records import wire
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import no_pictures

LEFKOSIA = f"tag#{slug_of_name('Λευκωσία', 'tag')}"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ARTICLE: dict[str, Any] = {
    "headline": "Old bridge opens",
    "section": "news",
    "body": "The bridge is open.",
}


class Index:
    """An indexer over stores in memory, and a log to write into."""

    def __init__(self) -> None:
        self.log, self.contents, self.index = MemoryLog(), MemoryContents(), MemoryIndex()
        self.indexer = Indexer(self.log, self.contents, self.index, load_site(), no_pictures())

    def write(
        self,
        number: int,
        document: dict[str, Any] | None = None,
        *,
        article: str = "bridge",
        withdrawal: Withdrawal | None = None,
        publish_at: datetime | Hold | None = None,
    ) -> None:
        message = json.dumps(document).encode()
        if document:
            self.log.store_message(message, "application/json")
        record = Record(
            article=article,
            name=RevisionName.of_desk(number),
            based_on=(),
            message=message_digest(message) if document else None,
            digest="",
            content_type="application/json",
            contributor="anna",
            received_at=NOW + timedelta(minutes=number),
            correlation_id=f"r-{number}",
            publish_at=publish_at,
            correction=(document or {}).get("correction"),
            withdrawal=withdrawal,
        )
        assert self.log.append(record)

    def head(self, article: str = "bridge") -> Head:
        return self.index.heads[article_key(article)]

    def lists(self) -> dict[str, list[str]]:
        """The lists that hold anything, and what they hold."""
        return {name: sorted(cards) for name, cards in self.index.lists.items() if cards}


@pytest.fixture
def paper() -> Index:
    return Index()


def test_a_site_without_histories_keeps_none(paper: Index) -> None:
    paper.write(1, ARTICLE)
    assert paper.indexer.index("bridge").history is None
    paper.write(2, ARTICLE | {"body": "Shut."})
    site = replace(load_site(), history=False)
    Indexer(paper.log, paper.contents, paper.index, site, no_pictures()).index("bridge")
    assert paper.head().history is None
    assert not any("/history." in key for key in paper.contents.objects)
    paper.indexer.index("bridge")
    history = paper.contents.history(paper.head().history or "")
    assert [entry.revision for entry in history.entries] == ["desk-1", "desk-2"]
    assert history.entries[-1].content == paper.head().content


def test_an_article_gets_a_head_a_content_and_a_card_in_each_of_its_lists(paper: Index) -> None:
    paper.write(
        1, ARTICLE | {"tags": ["Bridges", "Λευκωσία"], "byline": ["Anna", "Ben"], "label": "Live"}
    )
    head = paper.indexer.index("bridge")
    assert head == paper.head()
    assert head.path == f"/news/old-bridge-opens-{article_key('bridge')}"
    assert head.status(NOW) is Status.SCHEDULED
    assert head.status(NOW + timedelta(minutes=1)) is Status.PUBLISHED
    assert head.correlation_id == "r-1"
    assert set(paper.lists()) == {
        "all", "section#news", "stories", "stories#news",
        "tag#bridges", LEFKOSIA, "author#anna", "author#ben", "translations#bridge",
    }  # fmt: skip
    card = paper.index.lists[LEFKOSIA]["bridge"]
    assert (card.name, card.label) == ("Λευκωσία", "Live")
    assert head.content
    content = paper.contents.content(head.content)
    assert content.body_html.strip() == "<p>The bridge is open.</p>"


def test_a_move_leaves_no_card_behind(paper: Index) -> None:
    paper.write(1, ARTICLE | {"tags": ["Bridges"]})
    paper.indexer.index("bridge")
    paper.write(2, ARTICLE | {"section": "sport", "tags": ["Rowing"]})
    paper.indexer.index("bridge")
    assert paper.lists() == {
        name: ["bridge"]
        for name in (
            "all",
            "section#sport",
            "stories",
            "stories#sport",
            "tag#rowing",
            "author#newsroom",
            "translations#bridge",
        )
    }


@pytest.mark.parametrize(
    ("prominence", "lists"),
    [
        ("lead", {"stories", "stories#news", "leads", "leads#news"}),
        ("normal", {"stories", "stories#news"}),
        ("brief", {"briefs", "briefs#news"}),
    ],
)
def test_an_article_stands_where_its_prominence_puts_it_and_moves_with_it(
    paper: Index, prominence: str, lists: set[str]
) -> None:
    everywhere = {"all", "section#news", "author#newsroom", "translations#bridge"}
    for number, before in enumerate(("lead", "normal", "brief", prominence), start=1):
        paper.write(number, ARTICLE | {"prominence": before})
        paper.indexer.index("bridge")
    assert set(paper.lists()) == everywhere | lists


def test_a_translation_stands_with_its_original_and_moves_with_what_it_says(paper: Index) -> None:
    paper.write(1, ARTICLE)
    paper.write(1, ARTICLE | {"language": "el", "translation_of": "bridge"}, article="gefyra")
    for article in ("gefyra", "bridge"):
        paper.indexer.index(article)
    assert paper.lists()["translations#bridge"] == ["bridge", "gefyra"]
    card = paper.index.lists["translations#bridge"]["gefyra"]
    assert (card.language, card.path, card.standfirst) == ("el", paper.head("gefyra").path, None)
    assert paper.head("gefyra").original == paper.head().original == "bridge"
    paper.write(2, ARTICLE | {"language": "el"}, article="gefyra")
    paper.indexer.index("gefyra")
    assert paper.lists()["translations#bridge"] == ["bridge"]
    assert paper.lists()["translations#gefyra"] == ["gefyra"]


@pytest.mark.parametrize("languages", [(), ("en",)])
def test_a_paper_in_one_language_has_no_lists_of_translations(
    paper: Index, languages: tuple[str, ...]
) -> None:
    paper.write(1, ARTICLE | {"translation_of": "gefyra"})
    site = replace(load_site(), languages=languages)
    head = Indexer(paper.log, paper.contents, paper.index, site, no_pictures()).index("bridge")
    assert head.original is None
    assert not [name for name in paper.lists() if name.startswith("translations")]


def test_what_is_held_or_withdrawn_stands_in_no_list_of_the_readers(paper: Index) -> None:
    paper.write(1, ARTICLE, publish_at=Hold.HOLD)
    held = paper.indexer.index("bridge")
    assert held.status(NOW) is Status.HELD
    assert paper.lists() == {HELD: ["bridge"]}
    assert held.placed_at(HELD) == NOW + timedelta(minutes=1)
    paper.write(2, ARTICLE, publish_at=NOW)
    paper.indexer.index("bridge")
    assert paper.lists()["all"] == ["bridge"]
    paper.write(3, withdrawal=Withdrawal(WithdrawnAs.GONE, "wrong"))
    assert paper.indexer.index("bridge").status(NOW) is Status.WITHDRAWN
    assert readers_lists(paper) == {WITHDRAWN}


def readers_lists(paper: Index) -> set[str]:
    """The lists that hold anything, but for those that tell feeds what is gone."""
    return {name for name in paper.lists() if not is_gone_list(name)}


def test_feeds_are_told_what_is_gone_by_its_id_alone_and_nothing_of_what_vanished(
    paper: Index,
) -> None:
    story = ARTICLE | {"tags": ["Bridges"], "byline": ["Anna", "Ben"], "correction": "No."}
    for number, said in ((2, WithdrawnAs.GONE), (4, WithdrawnAs.VANISH)):
        paper.write(number - 1, story)
        lists = paper.indexer.index("bridge").lists
        stood_in = {name for name in lists if re.match("all$|section#|tag#|author#", name)}
        assert not any(map(is_gone_list, stood_in))
        paper.write(number, withdrawal=Withdrawal(said, "It was wrong."))
        head = paper.indexer.index("bridge")
        gone = set(map(gone_list, stood_in)) if said is WithdrawnAs.GONE else set()
        assert set(head.lists) == gone | {WITHDRAWN} == set(paper.lists())
        for name in gone:
            card = paper.index.lists[name]["bridge"]
            assert (card.article, card.headline, card.path, card.label) == ("bridge", "", "", None)
            assert head.placed_at(name) == NOW + timedelta(minutes=number)


def test_a_correction_is_listed_at_its_moment_and_never_one_from_before_publication(
    paper: Index,
) -> None:
    later = NOW + timedelta(minutes=2)
    paper.write(1, ARTICLE | {"correction": "Nobody saw the fault."}, publish_at=later)
    assert CORRECTIONS not in paper.indexer.index("bridge").lists
    paper.write(2, ARTICLE | {"correction": "It was the new bridge."})
    paper.write(3, ARTICLE)
    head = paper.indexer.index("bridge")
    assert head.placed_at(CORRECTIONS) == later
    card = paper.index.lists[CORRECTIONS]["bridge"]
    assert [note.text for note in card.corrections] == ["It was the new bridge."]
    content = paper.contents.content(head.content or "")
    assert [note.text for note in content.corrections] == ["It was the new bridge."]


def test_the_card_of_corrections_has_all_of_them_and_no_other_words_than_the_headline_of_now(
    paper: Index,
) -> None:
    paper.write(1, ARTICLE | {"standfirst": "After a war."})
    for number in range(2, 15):
        paper.write(number, ARTICLE | {"headline": f"{number}", "correction": f"Not\n{number}."})
    paper.write(15, ARTICLE | {"headline": "As it is now", "standfirst": "After a year."})
    paper.indexer.index("bridge")
    card = paper.index.lists[CORRECTIONS]["bridge"]
    assert (card.headline, card.standfirst) == ("As it is now", None)
    assert [note.text for note in card.corrections] == [f"Not\n{n}." for n in range(14, 4, -1)]
    assert card.corrections_in_all == 13
    others = [card for name, cards in paper.index.lists.items() for card in cards.values()
              if name != CORRECTIONS]  # fmt: skip
    assert all(not card.corrections for card in others)


def test_what_was_withdrawn_before_anyone_saw_it_vanishes(paper: Index) -> None:
    paper.write(1, ARTICLE, publish_at=NOW + timedelta(days=1))
    paper.write(2, withdrawal=Withdrawal(WithdrawnAs.GONE, "wrong"))
    head = paper.indexer.index("bridge")
    assert head.withdrawal == Withdrawal(WithdrawnAs.VANISH)


def test_a_withdrawal_that_came_alone_is_kept_and_shows_nothing(paper: Index) -> None:
    paper.write(1, withdrawal=Withdrawal(WithdrawnAs.GONE))
    head = paper.indexer.index("bridge")
    assert (head.path, head.content, paper.lists()) == (None, None, {})


def test_a_poorer_fold_never_wins(paper: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    paper.write(1, ARTICLE)
    poorer = paper.log.read("bridge")
    paper.write(2, ARTICLE | {"headline": "Second"})
    richer = paper.indexer.index("bridge")
    monkeypatch.setattr(paper.log, "read", lambda _: poorer)
    assert paper.indexer.index("bridge") == richer == paper.head()


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_the_order_of_arrival_does_not_matter(order: tuple[int, ...]) -> None:
    documents: dict[int, dict[str, Any]] = {
        1: ARTICLE,
        2: ARTICLE | {"section": "sport", "correction": "It was the new bridge."},
        3: ARTICLE | {"headline": "Third", "tags": ["Bridges"]},
    }
    replayed, shuffled = Index(), Index()
    for number, document in documents.items():
        replayed.write(number, document)
    replayed.indexer.index("bridge")
    for number in order:
        shuffled.write(number, documents[number])
        shuffled.indexer.index("bridge")
        shuffled.indexer.index("bridge")
    assert shuffled.lists() == replayed.lists()
    assert shuffled.index.lists["all"] == replayed.index.lists["all"]
    content, replayed_content = (
        paper.contents.content(paper.head().content or "") for paper in (shuffled, replayed)
    )
    assert content == replayed_content
    assert [note.text for note in content.corrections] == ["It was the new bridge."]


def test_a_head_that_moves_meanwhile_is_read_again(
    paper: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.write(1, ARTICLE)
    paper.indexer.index("bridge")
    paper.write(2, ARTICLE | {"headline": "Second"})
    stale = iter([None])
    head = paper.index.head
    monkeypatch.setattr(paper.index, "head", lambda key: next(stale, head(key)))
    assert paper.indexer.index("bridge").revision == "desk-2"


def test_a_head_that_never_rests_is_left_for_the_queue_to_try_again(
    paper: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move_head(*_: Any) -> None:
        raise HeadMoved("bridge")

    paper.write(1, ARTICLE)
    monkeypatch.setattr(paper.index, "move_head", move_head)
    with pytest.raises(StoreUnavailable):
        paper.indexer.index("bridge")


def test_a_key_of_another_article_is_not_taken_over(
    paper: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.write(1, ARTICLE)
    first = paper.indexer.index("bridge")
    paper.write(1, ARTICLE, article="tunnel")
    monkeypatch.setattr("broadsheet.indexing.indexer.article_key", lambda _: first.key)
    with pytest.raises(KeyTaken, match="tunnel"):
        paper.indexer.index("tunnel")
    assert paper.head() == first


def test_an_article_stays_in_its_section_when_the_section_leaves_the_settings(
    paper: Index,
) -> None:
    paper.write(1, ARTICLE | {"section": "chess"})
    assert (paper.indexer.index("bridge").path or "").startswith("/chess/")


@pytest.mark.parametrize("damage", ["record", "message", "document"])
def test_what_cannot_be_read_is_told_at_the_article_and_the_last_good_head_stays(
    paper: Index, damage: str
) -> None:
    paper.write(1, ARTICLE)
    good = paper.indexer.index("bridge")
    paper.write(2, ARTICLE | ({"headline": 5} if damage == "document" else {"byline": "Ann"}))
    if damage == "record":
        paper.log.stored["articles/bridge/desk/00000002.json"] = b'{"article": "bridge"}'
    if damage == "message":
        paper.log.messages.popitem()
    (notice,) = read_notices(notification("articles/bridge/desk/00000002.json"))
    with pytest.raises(UnreadableRevision, match="desk-2"):
        follow_notice(notice, paper.indexer, paper.index, NOW)
    assert paper.head() == good
    fault = paper.index.faults["bridge"]
    assert (fault.revision, fault.at) == ("desk-2", NOW)
    assert "cannot be read" in fault.reason


def test_the_newest_revision_that_can_be_read_stands(paper: Index) -> None:
    paper.write(1, ARTICLE)
    paper.write(2, ARTICLE | {"headline": "Lost"})
    paper.write(3, ARTICLE | {"headline": "Third"})
    paper.log.stored["articles/bridge/desk/00000002.json"] = b"{"
    with pytest.raises(UnreadableRevision, match="desk-2"):
        paper.indexer.index("bridge")
    assert paper.head().revision == "desk-3"


def test_a_head_that_knew_more_stays_when_a_revision_is_damaged(paper: Index) -> None:
    paper.write(1, ARTICLE)
    paper.write(2, ARTICLE | {"headline": "Second"})
    good = paper.indexer.index("bridge")
    paper.log.stored["articles/bridge/desk/00000002.json"] = b"{"
    with pytest.raises(UnreadableRevision, match="desk-2"):
        paper.indexer.index("bridge")
    assert paper.head() == good


def damaged(paper: Index, *numbers: int) -> None:
    for number in numbers:
        paper.log.stored[record_key("bridge", RevisionName.of_desk(number))] = b"{"
    with pytest.raises(UnreadableRevision):
        paper.indexer.index("bridge")


def test_a_later_revision_is_followed_however_few_can_be_read(paper: Index) -> None:
    for number in (1, 2, 3):
        paper.write(number, ARTICLE | {"headline": f"Revision {number}"})
    whole = dict(paper.log.stored)
    paper.indexer.index("bridge")
    damaged(paper, 2, 3)
    assert paper.head().revision == "desk-3"
    paper.write(4, ARTICLE)
    damaged(paper)
    assert paper.head().revision == "desk-4"
    paper.write(5, withdrawal=Withdrawal(WithdrawnAs.GONE))
    damaged(paper)
    assert paper.head().status(NOW) is Status.WITHDRAWN
    assert readers_lists(paper) == {WITHDRAWN}
    paper.log.stored |= whole
    mended = paper.indexer.index("bridge")
    assert (mended.revision, mended.folded) == ("desk-5", 5)
    afresh = Indexer(paper.log, MemoryContents(), MemoryIndex(), load_site(), no_pictures())
    assert afresh.index("bridge") == mended


def test_what_was_taken_down_does_not_come_back_by_a_damage(paper: Index) -> None:
    paper.write(1, ARTICLE)
    paper.write(2, withdrawal=Withdrawal(WithdrawnAs.GONE))
    withdrawn = paper.indexer.index("bridge")
    paper.write(3, ARTICLE)
    damaged(paper, 2, 3)
    assert paper.head() == withdrawn
    paper.write(4, ARTICLE)
    damaged(paper, 4)
    assert paper.head() == withdrawn


def test_a_wire_that_comes_over_a_damage_brings_nothing_back(paper: Index) -> None:
    paper.write(1, ARTICLE)
    paper.write(2, withdrawal=Withdrawal(WithdrawnAs.GONE))
    withdrawn = paper.indexer.index("bridge")
    message = json.dumps(ARTICLE).encode()
    paper.log.append(wire("1-t-a", message=message_digest(message), received_at=NOW))
    damaged(paper, 2)
    assert paper.head() == withdrawn


def test_what_is_held_does_not_come_out_by_a_damage(paper: Index) -> None:
    paper.write(1, ARTICLE, publish_at=Hold.HOLD)
    paper.write(2, ARTICLE)
    held = paper.indexer.index("bridge")
    assert held.status(NOW) is Status.HELD
    damaged(paper, 1)
    assert paper.head() == held


def test_a_message_that_cannot_be_had_just_now_is_not_unreadable(
    paper: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def message(_: str) -> bytes:
        raise StoreUnavailable("reading the log failed for now (SlowDown)")

    paper.write(1, ARTICLE)
    paper.write(2, ARTICLE | {"headline": "Second"})
    monkeypatch.setattr(paper.log, "message", message)
    with pytest.raises(StoreUnavailable, match="SlowDown"):
        paper.indexer.index("bridge")
    assert paper.index.heads == {}


def test_what_cannot_be_read_any_more_is_taken_down_all_the_same(paper: Index) -> None:
    paper.write(1, ARTICLE)
    paper.write(2, ARTICLE | {"headline": "Second"})
    paper.indexer.index("bridge")
    paper.log.messages.clear()
    paper.write(3, withdrawal=Withdrawal(WithdrawnAs.GONE, "wrong"))
    with pytest.raises(UnreadableRevision, match="desk-2"):
        paper.indexer.index("bridge")
    assert paper.head().withdrawal == Withdrawal(WithdrawnAs.GONE, "wrong")
    assert paper.lists() == {}


def test_an_article_of_which_nothing_can_be_read_gets_no_head(paper: Index) -> None:
    paper.log.stored["articles/bridge/desk/00000001.json"] = b"{"
    with pytest.raises(UnreadableRevision, match="desk-1"):
        paper.indexer.index("bridge")
    with pytest.raises(UnreadableRevision, match="articles/nobody/"):
        paper.indexer.index("nobody")
    assert paper.index.heads == {}


def test_a_fault_is_taken_back_once_indexing_succeeds(paper: Index) -> None:
    paper.index.record_fault("bridge", IndexFault("desk-1", "no reason", NOW))
    paper.write(1, ARTICLE)
    paper.indexer.index("bridge")
    assert paper.index.faults == {}


def notification(*keys: str) -> str:
    records = [
        {"eventTime": "2026-11-23T09:00:00.000Z", "s3": {"object": {"key": k}}} for k in keys
    ]
    return json.dumps({"Records": records})


def test_a_notice_names_the_article_and_the_revision() -> None:
    notices = list(
        read_notices(
            notification("articles/bridge/desk/00000012.json", "articles/x/wire/1-t-d.json")
        )
    )
    assert [(n.article, str(n.revision), n.written_at) for n in notices] == [
        ("bridge", "desk-12", NOW),
        ("x", "wire-1-t-d", NOW),
    ]


def test_a_notice_is_as_old_as_its_revision_and_never_younger() -> None:
    (notice,) = read_notices(notification("articles/bridge/desk/00000001.json"))
    assert notice.age(NOW + timedelta(milliseconds=1500)) == 1.5
    assert notice.age(NOW - timedelta(seconds=1)) == 0


def test_the_test_event_of_s3_is_no_notice() -> None:
    assert list(read_notices('{"Service": "Amazon S3", "Event": "s3:TestEvent"}')) == []


def test_an_object_that_is_no_record_is_refused() -> None:
    with pytest.raises(UnreadableRevision, match=r"articles/bridge/notes\.txt"):
        list(read_notices(notification("articles/bridge/notes.txt")))


def test_an_erased_article_leaves_every_list_and_no_late_fold_brings_it_back() -> None:
    index = Index()
    index.write(1, ARTICLE)
    index.write(2, ARTICLE | {"headline": "Second"})
    index.indexer.index("bridge")
    late = index.log.read("bridge")
    stone = Tombstone("bridge", RevisionName.of_desk(3), NOW)
    index.log.stored[stone.key] = write_tombstone(stone)
    erased = index.indexer.index("bridge")
    assert (erased.status(NOW), erased.revision) == (Status.ERASED, "desk-3")
    assert index.index.cards == {}

    class Late(MemoryLog):
        def read(self, article_id: str) -> LogReading:
            assert article_id == "bridge"
            return late

    slow_log = Late()
    slow_log.messages = index.log.messages
    slow = Indexer(slow_log, index.contents, index.index, load_site(), no_pictures())
    assert slow.index("bridge") == erased
    assert index.indexer.index("bridge") == erased
    assert index.index.cards == {}


def test_a_card_has_the_whole_headline_and_standfirst(paper: Index) -> None:
    headline, standfirst = "Λευκωσία " * 33, "Ειδικοί αμφισβητούν την έκθεση " * 19
    paper.write(1, ARTICLE | {"headline": headline, "standfirst": standfirst})
    paper.indexer.index("bridge")
    card = paper.index.lists["all"]["bridge"]
    assert (card.headline, card.standfirst) == (headline.strip(), standfirst.strip())


@pytest.mark.parametrize(
    ("said", "seen"),
    [(WithdrawnAs.GONE, SeenHeadline("Old bridge opens", "en")), (WithdrawnAs.VANISH, None)],
)
def test_a_head_keeps_the_headline_of_what_is_gone_and_of_nothing_else(
    paper: Index, said: WithdrawnAs, seen: SeenHeadline | None
) -> None:
    paper.write(1, ARTICLE)
    assert paper.indexer.index("bridge").seen is None
    paper.write(2, withdrawal=Withdrawal(said))
    assert paper.indexer.index("bridge").seen == seen
    paper.write(3, ARTICLE)
    assert paper.indexer.index("bridge").seen is None


def test_the_headline_of_what_is_gone_is_one_that_readers_saw(paper: Index) -> None:
    paper.write(1, ARTICLE)
    paper.write(2, ARTICLE | {"headline": "Until noon"}, publish_at=NOW + timedelta(hours=3))
    paper.write(3, withdrawal=Withdrawal(WithdrawnAs.GONE))
    head = paper.indexer.index("bridge")
    assert (head.withdrawal, head.seen) == (Withdrawal(WithdrawnAs.GONE), None)
    paper.write(4, ARTICLE | {"headline": "Seen again"}, publish_at=NOW)
    paper.write(5, withdrawal=Withdrawal(WithdrawnAs.GONE))
    assert paper.indexer.index("bridge").seen == SeenHeadline("Seen again", "en")
