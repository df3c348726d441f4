"""Calls of AWS: sent at once, answered later, and tried again for as long as the page has time."""

import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from threading import local
from time import monotonic, sleep, time
from typing import TypeVar

from broadsheet.adapters.passing import may_pass
from broadsheet.adapters.reading.connections import Connection
from broadsheet.adapters.reading.signatures import Fields, HttpRequest, sign
from broadsheet.domain.problems import StoreUnavailable

ATTEMPTS, ATTEMPT_SECONDS = 4, 4.0
KEPT_SECONDS = 1.0  # a kept connection whose other side went without a word is silent for ever
PAGE_SECONDS = 8.0  # of render's ten: the rest is for the page that says so
_WAIT_SECONDS = 0.1  # at most, and twice as long each time: "full jitter"
_SKEW_SECONDS = 240.0  # https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
_CODE = re.compile(rb'(?:<Code>|"__type"\s*:\s*"(?:[^"#]*#)?)([^<":]+)')
_OK, _DATE = 200, "%a, %d %b %Y %H:%M:%S GMT"
_page = local()
Value = TypeVar("Value")
Read = Callable[[Fields, bytes], Value]
Sent = tuple[Connection, float, float]  # when it was signed, and how long the answer may take


class CallRefused(Exception):
    """AWS refuses a call for good, for its last word: it is wrong, or a right is missing."""


@contextmanager
def page_time() -> Iterator[None]:
    """Let the calls of this thread share the time of a page, and leave none of them unread."""
    _page.until, _page.unread = monotonic() + PAGE_SECONDS, {}
    try:
        yield
    finally:
        _page.until = min(_page.until, monotonic() + _WAIT_SECONDS)
        for answer in list(_page.unread.values()):
            with suppress(Exception):  # nobody waits for it
                answer()


class AwsService:
    """A service of AWS, as signatures name it, at an address; and the connections kept to it."""

    def __init__(self, name: str, url: str) -> None:
        self._name, self._url, self.host = name, url, url.partition("//")[2].strip("/")
        self._kept, self._skew = list[Connection](), 0.0

    def ask(self, what: str, request: HttpRequest, read: Read[Value]) -> Callable[[], Value]:
        """Send a request; what is returned reads its answer, or StoreUnavailable or CallRefused."""
        sent = None
        with suppress(OSError, KeyError):  # the answer then begins anew
            sent = self._send(request, self._idle())
        answer = partial(self._get, what, request, read, sent)
        _page.unread |= {sent: answer} if sent else {}
        return answer

    def _idle(self) -> Connection | None:
        with suppress(IndexError):  # none is kept
            while not (connection := self._kept.pop()).is_idle():
                connection.close()
            return connection
        return None

    def _send(self, request: HttpRequest, kept: Connection | None) -> Sent:
        until, moment = min(_page.until, monotonic() + ATTEMPT_SECONDS), time() + self._skew
        fields = sign(request, self._name, os.environ, moment).items()
        first = f"{request[0]} {request[1]} HTTP/1.1\r\nuser-agent: Broadsheet"
        head = "\r\n".join([first, *map(": ".join, fields), "", ""])
        connection = kept or Connection(self._url, until)
        connection.send(head.encode() + request[-1], until)
        return connection, moment, KEPT_SECONDS if kept else ATTEMPT_SECONDS

    def _get(self, what: str, request: HttpRequest, read: Read[Value], sent: Sent | None) -> Value:
        _page.unread.pop(sent, None)
        attempt = int(sent is not None and sent[2] > KEPT_SECONDS)  # a dead one does not count
        while True:
            try:
                connection, moment, seconds = sent = sent or self._send(request, None)
                answer = connection.answer(what, min(_page.until, monotonic() + seconds))
                attempt = attempt or 1
                self._check(what, moment, *answer)
                value = read(*answer[1:])
            except Exception as error:
                if sent:
                    sent[0].close()
                if not isinstance(error, OSError | ValueError | KeyError):
                    raise
                trouble = error
            else:
                self._kept.append(connection)
                return value
            wait = random.uniform(0, _WAIT_SECONDS * 2**attempt) if attempt else 0.0  # noqa: S311
            if attempt == ATTEMPTS or monotonic() + wait > _page.until:
                raise StoreUnavailable(f"reading {what} failed for now ({trouble})") from trouble
            sleep(wait)
            attempt, sent = attempt + 1, None

    def _check(self, what: str, moment: float, status: int, fields: Fields, body: bytes) -> None:
        if status == _OK:
            return
        code = b"".join(_CODE.findall(body)[:1]).decode()
        with suppress(KeyError, ValueError):
            there = datetime.strptime(fields["date"], _DATE).replace(tzinfo=UTC).timestamp()
            if abs(there - moment) > _SKEW_SECONDS:
                self._skew = there - time()
                raise OSError(f"{code}: the clock was wrong")
        if code and not may_pass(status, code):
            raise CallRefused(f"AWS refuses reading {what}", status, code)
        raise OSError(f"{status} {code}")
