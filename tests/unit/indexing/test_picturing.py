"""An article and its pictures learn of each other: uses, contents, cards and what is told."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from broadsheet.domain.article import Hold
from broadsheet.domain.content import picture_mark
from broadsheet.domain.head import Head
from broadsheet.domain.identity import article_key
from broadsheet.domain.lists import CORRECTIONS, HELD, WITHDRAWN, Card, original_of
from broadsheet.domain.picture import PictureUse
from broadsheet.domain.picture_record import PictureEvent
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.domain.tombstones import Tombstone, write_tombstone
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.picturing import Picturing
from broadsheet.indexing.rebuilding import Rebuilder
from tests.domain.pictures import a_picture, ready, record
from tests.domain.records import NOON, desk
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryNotices, MemoryPictureLog, MemoryPictureUses
from tests.fakes.repair import MemoryRepair
from tests.formats.items import message_of
from tests.indexing.workers import SITE

HARBOUR, BOAT, CRANE = map(a_picture, ("harbour", "boat", "crane"))
TOKENS = {name: ready(name)[1].made.token for name in ("harbour", "boat", "crane")}  # type: ignore[union-attr]
GONE = Withdrawal(WithdrawnAs.GONE, None)
KEPT = Withdrawal(WithdrawnAs.GONE, None, keeps_pictures=True)


class WatchedIndex(MemoryIndex):
    """An index before whose moves something happens."""

    def __init__(self) -> None:
        super().__init__()
        self.before_move: Callable[[], object] = lambda: None

    def move_head(self, head: Head, cards: Mapping[str, Card], stands: Head | None) -> None:
        self.before_move()
        super().move_head(head, cards, stands)


class PicturedPaper:
    """An indexer over stores in memory, with three pictures that are ready."""

    def __init__(self) -> None:
        self.log, self.contents, self.index = MemoryLog(), MemoryContents(), WatchedIndex()
        self.uses, self.notices = MemoryPictureUses(), MemoryNotices()
        self.pictures = MemoryPictureLog(*ready("harbour"), *ready("boat"), *ready("crane"))
        self.picturing = Picturing(self.pictures, self.uses, self.notices)
        self.indexer = Indexer(self.log, self.contents, self.index, SITE, self.picturing)
        self.number = 0

    def write(self, *pictures: str, **changes: Any) -> Head:
        self.number += 1
        fields = {
            name: changes.pop(name) for name in ("publish_at", "correction") if name in changes
        }
        images = [
            {"id": each, "alt": f"Alt {n}", "caption": "Cap", "credit": "Cred", "focus": [0, 1]}
            for n, each in enumerate(pictures)
        ]
        body = changes.pop("body", "Text.")
        message = message_of(images=images, body=body, body_format="markdown", **changes)
        self.log.keep(self.number, message, **self._said(), **fields)
        return self.indexer.index("bridge")

    def withdraw(self, withdrawal: Withdrawal = GONE) -> Head:
        self.number += 1
        said = desk(self.number, withdrawal=withdrawal)
        assert self.log.append(replace(said, **self._said()))
        return self.indexer.index("bridge")

    def happens(self, name: str, event: PictureEvent) -> None:
        state = self.pictures.read(a_picture(name))
        assert state
        assert self.pictures.append(record(name, state.recorded + 1, event))

    def rows(self) -> dict[str, bool]:
        assert {use.article for use in self.uses.stored.values()} <= {"bridge"}
        return {use.picture: use.is_withdrawn for use in self.uses.stored.values()}

    def shown(self, head: Head) -> list[str]:
        assert head.content
        return [each.token for each in self.contents.content(head.content).pictures]

    def _said(self) -> dict[str, Any]:
        return {"received_at": NOON.replace(minute=self.number)}


@pytest.fixture
def paper() -> PicturedPaper:
    return PicturedPaper()


def test_a_content_has_its_pictures_and_marks_where_they_stand(paper: PicturedPaper) -> None:
    body = f"One.\n\n![](image:{CRANE})\n\nTwo.\n\n![](image:{HARBOUR})\n\n![](image:{BOAT[:-1]}a)"
    head = paper.write(HARBOUR, BOAT, CRANE, body=body)
    content = paper.contents.content(head.content or "")
    lead, boat, crane = content.pictures
    assert [lead.token, boat.token, crane.token] == [
        TOKENS[n] for n in ("harbour", "boat", "crane")
    ]
    assert (lead.alt, lead.caption, lead.credit, lead.focus) == ("Alt 0", "Cap", "Cred", (0.0, 1.0))
    assert content.body_html.count("<!--") == 1
    assert f"<p>One.</p>\n{picture_mark(2)}" in content.body_html.replace("\n\n", "\n")
    assert "<img" not in content.body_html


def test_nothing_that_readers_get_names_a_picture(paper: PicturedPaper) -> None:
    body = f"One.\n\n![](image:{CRANE})\n\n![](image:{BOAT})"
    paper.write(HARBOUR, CRANE, body=body)
    paper.write(HARBOUR, CRANE, BOAT, body=body, headline="Other")
    contents = [each for key, each in paper.contents.objects.items() if "history" not in key]
    everything = b"".join(contents).decode() + repr(paper.index.cards)
    assert TOKENS["harbour"] in everything
    for picture in (HARBOUR, BOAT, CRANE):
        assert picture not in everything


def test_cards_that_readers_choose_a_story_from_have_the_lead(paper: PicturedPaper) -> None:
    paper.write()
    head = paper.write(HARBOUR, BOAT, correction="It is 400.", tags=["Ports"])
    leads = {name: cards["bridge"].picture for name, cards in paper.index.lists.items()}
    for name in head.lists:
        picture = leads[name]
        if name == CORRECTIONS or original_of(name):
            assert picture is None
        else:
            assert picture
            assert (picture.token, picture.alt) == (TOKENS["harbour"], "Alt 0")
            assert (picture.caption, picture.credit) == (None, None)
    assert CORRECTIONS in head.lists


def test_what_readers_do_not_see_has_no_picture_on_its_card(paper: PicturedPaper) -> None:
    paper.write(HARBOUR, publish_at=Hold.HOLD)
    assert paper.index.lists[HELD]["bridge"].picture is None
    assert paper.rows() == {HARBOUR: False}
    paper.write(HARBOUR)
    paper.withdraw()
    assert all(cards["bridge"].picture is None for cards in paper.index.lists.values() if cards)
    assert paper.index.lists[WITHDRAWN]["bridge"].picture is None


def test_what_is_taken_down_goes_from_page_and_card_and_the_next_leads(
    paper: PicturedPaper,
) -> None:
    body = f"One.\n\n![](image:{BOAT})\n\nTwo."
    paper.write(HARBOUR, BOAT, body=body)
    paper.happens("harbour", PictureEvent.TAKEN_DOWN)
    head = paper.indexer.index("bridge")
    assert paper.shown(head) == [TOKENS["boat"]]
    assert "<!--" not in paper.contents.content(head.content or "").body_html
    assert paper.rows() == {HARBOUR: False, BOAT: False}, "it comes back if the picture does"
    paper.happens("harbour", PictureEvent.BROUGHT_BACK)
    assert paper.shown(paper.indexer.index("bridge")) == [TOKENS["harbour"], TOKENS["boat"]]


def test_a_takedown_reaches_the_earlier_revisions_too(paper: PicturedPaper) -> None:
    paper.write(HARBOUR)
    paper.write(HARBOUR, body="Other.")
    head = paper.write(BOAT, body="Third.")
    assert set(head.pictures) == {HARBOUR, BOAT}
    before = paper.contents.history(head.history or "").entries
    paper.happens("harbour", PictureEvent.TAKEN_DOWN)
    head = paper.indexer.index("bridge")
    after = paper.contents.history(head.history or "").entries
    assert [entry.pictures for entry in before] == [((HARBOUR, TOKENS["harbour"]),)] * 2 + [
        ((BOAT, TOKENS["boat"]),)
    ]
    assert [entry.pictures for entry in after] == [((HARBOUR, ""),)] * 2 + [
        ((BOAT, TOKENS["boat"]),)
    ]
    for entry in after[:2]:
        assert paper.contents.content(entry.content).pictures == ()
    assert after[2].content == before[2].content


def test_an_edit_forgets_what_it_no_longer_shows_and_tells_of_it(paper: PicturedPaper) -> None:
    paper.write(HARBOUR, BOAT, publish_at=Hold.HOLD)  # which has no history
    paper.notices.told.clear()
    paper.write(BOAT, publish_at=Hold.HOLD)
    assert paper.rows() == {BOAT: False}
    assert paper.notices.told == [HARBOUR]


def test_a_withdrawal_takes_the_pictures_of_all_revisions_along(paper: PicturedPaper) -> None:
    paper.write(CRANE, publish_at=Hold.HOLD)
    paper.write(HARBOUR, BOAT)
    paper.notices.told.clear()
    head = paper.withdraw()
    assert set(head.pictures) == {HARBOUR, BOAT, CRANE}
    assert paper.rows() == dict.fromkeys((HARBOUR, BOAT, CRANE), True)
    assert set(paper.notices.told) == {HARBOUR, BOAT, CRANE}
    state = paper.pictures.read(HARBOUR)
    assert state
    assert not state.renditions_stand(paper.uses.of(HARBOUR))
    head = paper.write(HARBOUR)
    assert paper.rows() == {HARBOUR: False}
    assert set(paper.notices.told) == {HARBOUR, BOAT, CRANE}
    assert paper.shown(head) == [TOKENS["harbour"]]


def test_pictures_that_an_article_shows_anew_are_told_of_once(paper: PicturedPaper) -> None:
    """If only withdrawn articles showed one, its renditions are gone, and are made again."""
    paper.uses.note([PictureUse(HARBOUR, "tunnel", is_withdrawn=True)])
    state = paper.pictures.read(HARBOUR)
    assert state
    assert not state.renditions_stand(paper.uses.of(HARBOUR))
    paper.index.before_move = lambda: told.extend(paper.notices.told)
    told: list[str] = []
    paper.write(HARBOUR)
    assert state.renditions_stand(paper.uses.of(HARBOUR))
    assert told == [HARBOUR], "after a crash it is told of again, since the head does not stand"
    paper.write(HARBOUR, body="Other.")
    assert paper.notices.told == [HARBOUR]
    paper.write(HARBOUR, BOAT, body="Third.")
    assert paper.notices.told == [HARBOUR, BOAT]


def test_whoever_noted_a_withdrawal_that_was_over_tells_that_it_is(paper: PicturedPaper) -> None:
    """Two at once: the slower one notes and tells what the log said before."""
    paper.write(HARBOUR)
    others = Indexer(paper.log, paper.contents, paper.index, SITE, paper.picturing)
    read = paper.log.read

    def bring_back(article: str) -> Any:
        reading = read(article)
        paper.log.read = read  # type: ignore[method-assign]
        paper.number += 1
        message = message_of(images=[{"id": HARBOUR, "alt": "Alt"}])
        paper.log.keep(paper.number, message, received_at=NOON.replace(minute=paper.number))
        others.index(article)
        paper.notices.told.clear()
        return reading

    paper.log.read = bring_back  # type: ignore[method-assign]
    head = paper.withdraw()
    assert head.withdrawal is None
    assert paper.rows() == {HARBOUR: False}
    assert paper.notices.told[1:] == [HARBOUR], "told of once it no longer counts as withdrawn"


def test_a_takedown_that_found_the_head_as_it_was_to_be_is_not_lost(paper: PicturedPaper) -> None:
    """It is brought back and taken down again, all while somebody indexes what was brought back."""
    paper.write(HARBOUR)
    paper.happens("harbour", PictureEvent.TAKEN_DOWN)
    paper.indexer.index("bridge")
    paper.happens("harbour", PictureEvent.BROUGHT_BACK)

    def take_down() -> None:
        paper.index.before_move = lambda: None
        paper.happens("harbour", PictureEvent.TAKEN_DOWN)
        paper.indexer.index("bridge")

    paper.index.before_move = take_down
    assert paper.shown(paper.indexer.index("bridge")) == []


def test_a_use_that_somebody_forgot_meanwhile_is_noted_again(paper: PicturedPaper) -> None:
    """Whoever took the picture out of the article before may only come to that now."""
    paper.index.before_move = lambda: paper.uses.forget("bridge", [HARBOUR])
    paper.write(HARBOUR)
    assert paper.rows() == {HARBOUR: False}


def test_a_rebuild_does_not_write_over_a_withdrawal_that_came_meanwhile(
    paper: PicturedPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.write(HARBOUR)
    for stored in (paper.index.heads, paper.index.cards, paper.uses.stored):
        stored.clear()
    repair = MemoryRepair(paper.index)
    put_right = repair.put_right

    def and_withdraw(*put: Any) -> Any:
        monkeypatch.undo()
        differences = put_right(*put)
        paper.withdraw()
        return differences

    monkeypatch.setattr(repair, "put_right", and_withdraw)
    Rebuilder(paper.log, paper.contents, repair, SITE, paper.picturing).rebuild("bridge")
    assert paper.rows() == {HARBOUR: True}


def test_a_withdrawal_may_leave_the_pictures_where_they_are(paper: PicturedPaper) -> None:
    paper.write(HARBOUR)
    paper.notices.told.clear()
    head = paper.withdraw(KEPT)
    assert head.pictures == ()
    assert paper.rows() == {}
    assert paper.notices.told == [HARBOUR]


def test_the_pictures_of_an_erased_article_go_as_when_it_is_withdrawn(
    paper: PicturedPaper,
) -> None:
    paper.write(HARBOUR)
    paper.notices.told.clear()
    for number in range(1, paper.number + 1):
        stone = Tombstone("bridge", desk(number).name, NOON, None)
        paper.log.stored[desk(number).key] = write_tombstone(stone)
    head = paper.indexer.index("bridge")
    assert head.erased
    assert head.pictures == ()
    assert paper.uses.of(HARBOUR) == (PictureUse(HARBOUR, "bridge", is_withdrawn=True),)
    assert paper.notices.told == [HARBOUR, HARBOUR], "before the move, and after it"
    paper.indexer.index("bridge")
    assert paper.rows() == {HARBOUR: True}


def test_a_picture_whose_log_cannot_be_read_is_not_shown_and_keeps_nothing_back(
    paper: PicturedPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadsheet.domain.problems import UnreadableRevision  # noqa: PLC0415

    read = paper.pictures.read

    def damaged(picture: str) -> Any:
        if picture == HARBOUR:
            raise UnreadableRevision(picture, "it is damaged")
        return read(picture)

    monkeypatch.setattr(paper.pictures, "read", damaged)
    assert paper.shown(paper.write(HARBOUR, BOAT)) == [TOKENS["boat"]]


def test_a_rebuild_finds_uses_that_are_wrong_and_puts_them_right(paper: PicturedPaper) -> None:
    paper.write(HARBOUR, BOAT)
    paper.write(BOAT, CRANE, body="Other.")
    repair = MemoryRepair(paper.index)
    rebuilder = Rebuilder(paper.log, paper.contents, repair, SITE, paper.picturing)
    assert rebuilder.rebuild("bridge").differences == ()
    del paper.uses.stored[BOAT, "bridge"]
    paper.uses.note([PictureUse(CRANE, "bridge", is_withdrawn=True)])
    paper.notices.told.clear()
    assert rebuilder.rebuild("bridge").differences == ("uses",)
    assert paper.rows() == dict.fromkeys((HARBOUR, BOAT, CRANE), False)
    assert set(paper.notices.told) == {BOAT, CRANE}
    assert rebuilder.rebuild("bridge").differences == ()


def test_the_history_holds_what_it_was_derived_from(paper: PicturedPaper) -> None:
    paper.write(HARBOUR)
    head = paper.write(HARBOUR, BOAT, body="Other.")
    stored = json.loads(paper.contents.objects[head.history or ""])
    assert stored["entries"][0]["pictures"] == [[HARBOUR, TOKENS["harbour"]]]
    assert paper.index.heads[article_key("bridge")] == head
