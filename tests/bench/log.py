"""A log of articles and of what becomes of them: each record and message as `submit` writes it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from broadsheet.desk.editing import Desk
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.site_file import load_site
from tests.bench.stories import story
from tests.desk.desk_requests import desk_request
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryPictureLog

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_FATES: dict[int, tuple[dict[str, Any] | Withdrawal, ...]] = {
    1: ({"headline": "A sea wall, and what it is to cost"},),
    2: ({"standfirst": "The money was voted on the third evening."},),
    3: ({"headline": "A sea wall after all", "correction": "An earlier version had a mole."},),
    4: ({"tags": ["Harbours"]}, {"correction": "The vote was on Tuesday, not on Monday."}),
    5: (Withdrawal(WithdrawnAs.GONE, "It was about another town."),),
    6: (Withdrawal(WithdrawnAs.VANISH),),
}
"""Of every twenty articles, by number: what comes after the first revision. Most have only that."""
_HELD = (7, 8)
"""Of every twenty, those that are held."""
_OF = 20
_APART = timedelta(minutes=7)
_WRITERS = 2
_SHARE = 100  # articles


@dataclass(frozen=True, slots=True)
class LoggedArticle:
    """All that the log holds of one article.

    Attributes
    ----------
    records
        The record of each revision, by its key.
    messages
        The message of each submission, by its key.
    """

    records: dict[str, bytes]
    messages: dict[str, bytes]

    @property
    def objects(self) -> Iterator[tuple[str, bytes]]:
        """Give keys and bytes in the order in which they are written."""
        yield from self.messages.items()
        yield from self.records.items()


def logged_articles(count: int, newest: datetime) -> Iterator[LoggedArticle]:
    """Make so many articles through the desk itself, the newest first."""
    for number in range(count):
        yield _logged(number, newest - (number + _OF) * _APART)


_as_desk = partial(
    desk_request,
    contributor="arn:aws:iam::000000000000:user/desk",
    correlation_id="00000000-0000-4000-8000-000000000000",
)


def _logged(number: int, moment: datetime) -> LoggedArticle:
    log, sections = MemoryLog(), load_site().sections
    desk = Desk(log, load_site(), "https://paper.example", MemoryPictureLog())
    document = story(number, sections[number % len(sections)].slug)
    article = document["id"]
    if number % _OF in _HELD:
        document["publish_at"] = "hold"
    desk.submit(_as_desk("POST /articles", document), moment)
    for done, fate in enumerate(_FATES.get(number % _OF, ()), 1):
        at = moment + done * _APART
        if isinstance(fate, Withdrawal):
            request = _as_desk("DELETE /articles/{id}", None, article, f"desk-{done}")
            query = {"as": fate.withdrawn_as.value, "reason": fate.reason or ""}
            desk.withdraw(replace(request, query=query), at)
        else:
            revised = document | fate
            desk.revise(_as_desk("PUT /articles/{id}", revised, article, f"desk-{done}"), at)
    messages = {f"messages/{digest}": message for digest, message in log.messages.items()}
    return LoggedArticle(log.stored, messages)


def fill_log(endpoint_url: str, bucket: str, articles: Iterator[LoggedArticle]) -> Iterator[int]:
    """Write a log into a bucket of the local AWS, and give again and again how much was written.

    By HTTP alone: boto3 takes longer for a call than the local AWS, which asks for no signature.
    """

    def write(some: list[LoggedArticle]) -> int:
        connection = HTTPConnection(urlsplit(endpoint_url).netloc)
        for key, body in chain.from_iterable(article.objects for article in some):
            connection.request(
                "PUT", f"/{bucket}/{key}", body, {"Content-Type": "application/json"}
            )
            answer = connection.getresponse()
            answer.read()
            if answer.status != HTTPStatus.OK:
                raise RuntimeError(f"the local AWS answers {answer.status} to the writing of {key}")
        connection.close()
        return len(some)

    shares = iter(lambda: list(islice(articles, _SHARE)), [])
    with ThreadPoolExecutor(_WRITERS) as writers:
        yield from writers.map(write, shares)


def record_keys(s3: "S3Client", bucket: str) -> Iterator[str]:
    """List the records of a log, in the order in which S3 gives them."""
    pages = s3.get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=bucket, Prefix="articles/"):
        for listed in page.get("Contents", []):
            yield listed["Key"]
