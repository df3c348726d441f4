"""An archive of articles in a table and a bucket, written as ``index`` writes them."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3

from broadsheet.adapters.dynamodb.attributes import Attributes, to_dynamodb
from broadsheet.adapters.dynamodb.items import card_item, card_keys, head_item
from broadsheet.domain.article import BodyFormat, Prominence
from broadsheet.domain.content import Content, Link, SourceCredit
from broadsheet.domain.head import Head
from broadsheet.domain.identity import article_key, article_path
from broadsheet.domain.lists import (
    ALL,
    Card,
    RankedLists,
    author_list,
    section_list,
    tag_list,
    translations_list,
)
from broadsheet.domain.moments import write_moment
from broadsheet.domain.slug import slug_of, slug_of_name
from broadsheet.formats.body import clean_body
from broadsheet.site_file import load_site
from tests.adapters.template_stores import create_table
from tests.bench.lambda_room import BUCKET
from tests.bench.stories import story

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import WriteRequestTypeDef

WITH_CONTENT = 300
"""Of the newest so many the content stands in the bucket; no page that is timed asks for others."""
_BATCH = 25  # as many as BatchWriteItem takes
_WRITERS = 4
_APART = timedelta(minutes=7)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as it stands in the archive."""

    head: Head
    content: Content
    cards: dict[str, Card]

    @property
    def path(self) -> str:
        """Of its page."""
        return str(self.head.path)


def entries(
    count: int, newest: datetime, write: Callable[[int, str], dict[str, Any]] = story
) -> Iterator[Entry]:
    """Make so many articles, the newest first; ``write`` writes each as a document of the API.

    Every third is in the first section, so that its page is a full one in the smallest archive
    too; the others are in the other sections in turn.
    """
    first, *others = load_site().sections
    for number in range(count):
        section = first if number % 3 == 0 else others[number % len(others)]
        yield _entry(write(number, section.slug), newest - number * _APART)


def _entry(document: dict[str, Any], publish_at: datetime) -> Entry:
    article, section = document["id"], document["section"]
    key = article_key(article)
    path = article_path(section, slug_of(document["headline"]), key)
    content = Content(
        article=article,
        revision="desk-1",
        section=section,
        headline=document["headline"],
        standfirst=document["standfirst"],
        language="en",
        body_html=_clean(document["body"]),
        byline=tuple(Link(name, slug_of_name(name, "author")) for name in document["byline"]),
        tags=tuple(Link(tag, slug_of_name(tag, "tag")) for tag in document["tags"]),
        source=SourceCredit(**document["source"]),
        corrections=(),
        modified_at=write_moment(publish_at),
    )
    names: dict[str, str | None] = {ALL: None, section_list(section): None}
    for ranked in (RankedLists.of(), RankedLists.of(section)):
        names |= dict.fromkeys(ranked.with_prominence(Prominence.NORMAL))
    names |= {tag_list(link.slug): link.label for link in content.tags}
    names |= {author_list(link.slug): link.label for link in content.byline}
    names[translations_list(article)] = None
    cards = {
        name: Card(
            article, path, section, content.headline, content.standfirst, "en", publish_at, written
        )
        for name, written in names.items()
    }
    head = Head(
        article=article,
        key=key,
        revision="desk-1",
        folded=1,
        path=path,
        content=f"content/{article}/desk-1.json",
        received_at=publish_at,
        publish_at=publish_at,
        corrected_at=None,
        withdrawal=None,
        lists=tuple(cards),
        correlation_id=f"request-of-{article}",
    )
    return Entry(head, content, cards)


@cache
def _clean(body: str) -> str:
    return clean_body(body, BodyFormat.TEXT)


def items(entry: Entry) -> Iterator[Attributes]:
    """Give an article's items in the table: its head, and its card in each list."""
    yield head_item(entry.head)
    for place, name in zip(card_keys(entry.head), entry.head.lists, strict=True):
        yield card_item(place, entry.cards[name])


class Shelves:
    """The table and the bucket of one archive on a local AWS.

    Parameters
    ----------
    session, endpoint_url
        How the local AWS is reached.
    table
        Its name; the bucket is one for all archives, since equal articles have equal contents.
    """

    def __init__(self, session: boto3.Session, endpoint_url: str, table: str) -> None:
        self._dynamodb = session.client("dynamodb", endpoint_url=endpoint_url)
        self._s3 = session.client("s3", endpoint_url=endpoint_url)
        self._table = table

    def make_bucket(self) -> None:
        """Make the bucket of all archives."""
        self._s3.create_bucket(Bucket=BUCKET)

    def make_table(self) -> None:
        """Make the table, with the keys that the template gives it."""
        create_table(self._dynamodb, self._table)

    def fill(self, archive: Sequence[Entry], now: datetime, step: Callable[[float], None]) -> None:
        """Write an archive and the header's facts; ``step`` is told how much of it stands."""
        facts = {
            "pk": "SITE#header",
            "sk": "FACTS",
            "site_url": "https://paper.example",
            "temperature": 12,
            "fetched_at": write_moment(now),
        }
        flat = [item for entry in archive for item in items(entry)] + [to_dynamodb(facts)]
        batches = [flat[start : start + _BATCH] for start in range(0, len(flat), _BATCH)]
        with ThreadPoolExecutor(_WRITERS) as writers:
            list(writers.map(self._store, archive[:WITH_CONTENT]))
            for done, _ in enumerate(writers.map(self._write, batches), 1):
                step(done / len(batches))

    def _store(self, entry: Entry) -> None:
        key = str(entry.head.content)
        self._s3.put_object(Bucket=BUCKET, Key=key, Body=entry.content.to_json())

    def _write(self, written: list[Attributes]) -> None:
        requests: list[WriteRequestTypeDef] = [{"PutRequest": {"Item": item}} for item in written]
        self._dynamodb.batch_write_item(RequestItems={self._table: requests})
