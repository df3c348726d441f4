"""A paper in memory with every article of the tests in it, and a page of every kind."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet.desk.editing import Desk
from broadsheet.desk.look_ups import LookUps
from broadsheet.desk.operations import DeskApi, answer
from broadsheet.desk.picture_desk import PictureDesk
from broadsheet.desk.previewing import Previewing
from broadsheet.domain.content import Content
from broadsheet.domain.header import HeaderFacts, Weather
from broadsheet.domain.identity import article_key
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.picturing import Picturing
from broadsheet.pages.newspaper import Newspaper
from broadsheet.site import Section, Site
from broadsheet.site_file import load_site
from commands.local.samples import SAMPLES
from tests.browser.edition import edition
from tests.browser.reading import STORIES
from tests.desk.desk_facts import desk_facts
from tests.desk.desk_requests import desk_request
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.names import MemoryNames
from tests.fakes.picture_list import MemoryPictureFiles, MemoryPictureShelf
from tests.fakes.pictures import MemoryNotices, MemoryPictureLog, MemoryPictureUses
from tests.paper import SITE_URL, PaperOnStores

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
MARK = "edition"
CORRECTED = f"{MARK}-1"
_EMPTY = Section("letters", "Letters")
_REASON = "The photograph that it rested on was of another bridge."
_SENT = NOW - timedelta(hours=1)
_EDITS = (NOW - timedelta(minutes=20), NOW - timedelta(minutes=10))
_OLDER = re.compile(r'href="(/\?older=[^"]+)"')


def site_in(language: str) -> Site:
    """Return the paper's settings in another language, which decides the direction of its pages."""
    site = load_site()
    return replace(site, language=language, sections=(*site.sections, _EMPTY))


@dataclass(frozen=True, slots=True)
class PublishedStory:
    """An article that readers can have.

    Attributes
    ----------
    path
        Of its page.
    fields
        What the desk sent last, as the API takes it.
    """

    path: str
    fields: dict[str, Any]


class WholePaper(PaperOnStores):
    """The functions submit, index and render over stores in memory, filled as of ``NOW``.

    Attributes
    ----------
    stories
        All articles that readers can have, by their ids.
    pages
        The address of a page of every kind, by its name.
    """

    def __init__(self, site: Site) -> None:
        self._log, self._index, self._contents = MemoryLog(), MemoryIndex(), MemoryContents()
        self._pictures, self._site = MemoryPictureLog(), site
        picturing = Picturing(self._pictures, MemoryPictureUses(), MemoryNotices())
        self._index.facts = HeaderFacts(SITE_URL, Weather(12.4, NOW))
        self._index.desk = desk_facts(SITE_URL)
        super().__init__(
            Desk(self._log, site, SITE_URL, self._pictures),
            Indexer(self._log, self._contents, self._index, site, picturing),
            Newspaper(site, self._index, self._contents),
        )
        self._look_ups = LookUps(self._log, self._index, site, SITE_URL, self._pictures)
        self._picture_desk = PictureDesk(
            self._pictures, MemoryPictureFiles(), MemoryPictureShelf(), SITE_URL
        )
        self.stories: dict[str, PublishedStory] = {}
        for document in _documents():
            self._publish(**document)
        first, second = _EDITS
        correction = "It is 400.\nAn earlier version said 4,000."
        self.edit(first, CORRECTED, body="The rods came first.", correction=correction)
        self.edit(second, CORRECTED, body="The rods came first.\n\nThe anglers came after them.")
        self.pages = self._pages()

    def edit(self, now: datetime, article: str, **changes: Any) -> None:
        """Send an article again, some of its fields changed; a correction is sent but once."""
        fields = {**self.stories[article].fields, "correction": None, **changes}
        based_on = self._index.heads[article_key(article)].folded
        path = self.put(now, based_on, article, **fields)
        self.stories[article] = PublishedStory(path, fields)

    def content_of(self, article: str) -> Content:
        """Return what readers can have of an article."""
        content = self._index.heads[article_key(article)].content
        assert content
        return self._contents.content(content)

    def preview(self, article: str) -> str:
        """Give the page of an article as the desk sees it before readers do."""
        request = desk_request("GET /articles/{id}/preview", None, article)
        previewing = Previewing(self._log, self._index, self._site, SITE_URL, self._pictures)
        api = DeskApi(self.desk, self._look_ups, previewing, self._picture_desk, MemoryNames())
        answered = answer(api, request, NOW)
        assert answered.status == 200, answered.body
        return answered.body

    def _publish(self, **fields: Any) -> None:
        path = self.post(_SENT, **fields)
        self.stories[fields["id"]] = PublishedStory(path, fields)

    def _pages(self) -> dict[str, str]:
        corrected = self.stories[CORRECTED].path
        return {
            "front": "/",
            "second page": self._second_page(),
            "section": "/news/",
            "empty section": f"/{_EMPTY.slug}/",
            "tag": f"/tags/{MARK}/",
            "author": "/authors/eleni-markou/",
            "briefs": "/briefs/",
            "corrections": "/corrections/",
            "article": self.stories[f"{MARK}-0"].path,
            "history": f"{corrected}?history",
            "comparison": f"{corrected}?history=desk-1..desk-2",
            "menu": "/menu/",
            "desk": "/desk/",
            "own page": "/corrections-policy/",
            "archive": "/archive/",
            "month": "/2026/11/",
            "day": "/2026/11/26/",
            "missing": "/news/never-was-aaaaaaaaaa",
            "withdrawn": self._withdrawn(),
            "failure": self._damaged(),
        }

    def _second_page(self) -> str:
        found = _OLDER.search(self.get("/", NOW).body)
        assert found
        return found[1]

    def _withdrawn(self) -> str:
        path = self.post(_SENT, "withdrawn")
        self.withdraw(_SENT, "desk-1", Withdrawal(WithdrawnAs.GONE, _REASON), "withdrawn")
        return path

    def _damaged(self) -> str:
        """Lose the content of an article, so that its page fails."""
        path = self.post(_SENT, "damaged")
        content = self._index.heads[article_key("damaged")].content
        assert content
        del self._contents.objects[content]
        return path


def _documents() -> Iterator[dict[str, Any]]:
    """Give every article of the tests: the edition, the stories hard to set, the samples."""
    yield from edition(_SENT, MARK)
    for number, (name, story) in enumerate(STORIES.items()):
        published = NOW - timedelta(days=30, hours=number)
        yield {"id": name, "publish_at": published.isoformat()} | story
    for file in sorted(SAMPLES.glob("*.json")):
        yield json.loads(file.read_text("utf-8"))
