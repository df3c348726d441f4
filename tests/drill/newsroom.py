"""Desks that file, change and withdraw articles at a steady pace, and readers who look for them."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPException
from itertools import count
from random import Random, SystemRandom
from typing import Any
from urllib.parse import urlsplit

from commands.stack.http_calls import HttpAnswer
from tests.commands.local_stack import LocalStack
from tests.drill.ledger import Ledger, Promise

PREFIX = "drill-"
_JSON = {"Content-Type": "application/json"}
_DESKS = 12
_READERS = 2
_LOOKS_EVERY = 0.15
_LOOKS_AGAIN = 0.4
_NEW, _CHANGED = 0.6, 0.9
"""Of what desks do, so much is a new article, and up to there a change; the rest withdraws."""
_AGAIN_AFTER, _LONGEST_PAUSE = 0.3, 6.0
_PACE = SystemRandom()
_PATIENCE = 300.0


class DrillNewsroom:
    """The desks and the readers of a drill.

    Parameters
    ----------
    stack
        The paper.
    rate
        Changes a second, of all desks.
    """

    def __init__(self, stack: LocalStack, rate: float) -> None:
        self.stack = stack
        self.ledger = Ledger()
        self._rate = rate
        self._numbers = count(1)
        self._closing = threading.Event()
        self._left = iter(range(0))
        self._failures: list[BaseException] = []

    @contextmanager
    def readers(self) -> Iterator[None]:
        """Have readers look for what was promised and not seen yet, and at all else again."""
        closed = threading.Event()

        def read(part: int) -> None:
            while not closed.wait(_LOOKS_EVERY):
                for promise in self.ledger.unseen():
                    if hash(promise.article) % _READERS == part and not closed.is_set():
                        self._look(promise)

        def read_again() -> None:
            chance = Random(_READERS)  # noqa: S311 - to repeat
            while not closed.wait(_LOOKS_AGAIN):
                paths = [each.path for each in [*self.ledger.promises.values()]]
                self._page(chance.choice(["/", "/news/", "/tags/drill/", *paths]))

        threads = [threading.Thread(target=read, args=(part,)) for part in range(_READERS)]
        threads.append(threading.Thread(target=read_again))
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            closed.set()
            for thread in threads:
                thread.join()

    @contextmanager
    def open(self, most: int) -> Iterator[None]:
        """Have all desks at work for as long as this lasts; each then ends what it is at.

        They do no more than so much together, however long it takes.
        """
        self._closing, self._left = threading.Event(), iter(range(most))
        threads = [
            threading.Thread(target=self._work, args=(Random(number),))  # noqa: S311 - to repeat
            for number in range(_DESKS)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._closing.set()
            for thread in threads:
                thread.join()
        if self._failures:
            raise self._failures[0]

    def file(self, name: str | None = None, **fields: Any) -> Promise:
        """File a new article, as often as it takes."""
        document = document_of(name or f"{PREFIX}{next(self._numbers):05}", 1, fields)
        wanted = Promise(document["id"], "desk-1", "", document["headline"])
        return self._keep("POST", "/articles", wanted, document)

    def change(self, promise: Promise, **fields: Any) -> Promise:
        """File the next revision of an article."""
        number = int(promise.revision.removeprefix("desk-")) + 1
        document = document_of(promise.article, number, fields)
        wanted = Promise(promise.article, f"desk-{number}", "", document["headline"])
        return self._keep("PUT", f"/articles/{promise.article}", wanted, document, over=promise)

    def withdraw(self, promise: Promise) -> Promise:
        """Take an article down."""
        number = int(promise.revision.removeprefix("desk-")) + 1
        wanted = Promise(promise.article, f"desk-{number}", promise.path, None)
        return self._keep("DELETE", f"/articles/{promise.article}?as=gone", wanted, over=promise)

    def ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> HttpAnswer | None:
        """Ask the API once; nothing where nobody answers."""
        try:
            answer = self.stack.api(method, path, body, _JSON | headers)
        except (OSError, HTTPException):
            self.ledger.answered("api", None)
            return None
        self.ledger.answered("api", answer.status)
        return answer

    def _work(self, chance: Random) -> None:
        mine: list[Promise] = []
        try:
            while not self._closing.wait(chance.uniform(0.5, 1.5) * _DESKS / self._rate):
                if next(self._left, None) is None:
                    return
                do = chance.random()
                if do < _NEW or not mine:
                    mine.append(self.file())
                    continue
                promise = mine.pop(chance.randrange(len(mine)))
                if do < _CHANGED:
                    mine.append(self.change(promise))
                else:
                    self.withdraw(promise)
        except BaseException as failure:  # noqa: BLE001 - raised where the desks are closed
            self._failures.append(failure)

    def _keep(
        self,
        method: str,
        target: str,
        wanted: Promise,
        document: dict[str, Any] | None = None,
        *,
        over: Promise | None = None,
    ) -> Promise:
        """Send the same request again and again until it is taken, as operations.md says."""
        body = json.dumps(document).encode() if document else b""
        headers = {"If-Match": f'"{over.revision}"'} if over else {}
        deadline, pause = time.monotonic() + _PATIENCE, _AGAIN_AFTER
        while time.monotonic() < deadline:
            answer = self.ask(method, target, body, headers)
            if answer and answer.status in {200, 201}:
                receipt = answer.json()
                if receipt["revision"] != wanted.revision:
                    raise AssertionError(f"{wanted} is told to be {receipt}")
                path = wanted.path or urlsplit(receipt["url"]).path
                promise = replace(wanted, path=path, kept_from=time.monotonic())
                self.ledger.promised(promise)
                return promise
            if answer and answer.status < 500 and answer.status != 429:
                raise AssertionError(f"{method} {target} is answered {answer.describe_problem()}")
            # Each at a pace of its own: two who begin the same killed worker again, one right after
            # the other, take away each other's files on the local AWS, and would for ever.
            time.sleep(_PACE.uniform(pause / 2, pause))
            pause = min(_LONGEST_PAUSE, pause * 1.5)
        raise AssertionError(f"{method} {target} was not taken in {_PATIENCE} s")

    def _look(self, promise: Promise) -> None:
        page = self._page(promise.path)
        if page and shows(page, promise):
            self.ledger.seen(promise)

    def _page(self, path: str) -> HttpAnswer | None:
        try:
            page = self.stack.site_get(path)
        except (OSError, HTTPException):
            self.ledger.answered("site", None)
            return None
        self.ledger.answered("site", page.status)
        return page


def shows(page: HttpAnswer, promise: Promise) -> bool:
    """Whether a page is what was promised."""
    if promise.headline is None:
        return page.status == 410
    return page.status == 200 and promise.headline in page.text


def document_of(article: str, number: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Write an article as a desk files it."""
    return {
        "id": article,
        "headline": f"{article} as revision {number} says",
        "section": "news",
        "tags": ["Drill"],
        "body": f"Revision {number} of {article}.\n\nThe ferry sails again.",
    } | fields
