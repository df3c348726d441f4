"""A whole paper, at whatever moment a test says: desk, indexing and pages."""

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from broadsheet.adapters.reading.calls import page_time
from broadsheet.desk.documents import Receipt
from broadsheet.desk.editing import Desk
from broadsheet.domain.head import Head
from broadsheet.domain.record import Record, Withdrawal
from broadsheet.indexing.indexer import Indexer
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request, Response
from broadsheet.site_file import load_site
from tests.adapters.stores import (
    contents_in,
    index_in,
    log_in,
    picture_log_in,
    picturing_in,
    readers_contents_in,
    readers_shelf_in,
)
from tests.desk.desk_requests import desk_request

SITE_URL = "https://paper.example"
ARTICLE: dict[str, Any] = {"headline": "Old bridge opens", "section": "news", "body": "Open."}


class PaperOnStores:
    """A desk, an indexer and a newspaper that work together, wherever they keep things."""

    def __init__(self, desk: Desk, indexer: Indexer, newspaper: Newspaper) -> None:
        self.desk, self.indexer, self._newspaper = desk, indexer, newspaper

    def post(self, now: datetime, article: str = "bridge", **fields: Any) -> str:
        """Submit an article and index it; its path."""
        document = ARTICLE | {"id": article} | fields
        return self._indexed(self.desk.submit(desk_request("POST /articles", document), now))

    def put(self, now: datetime, based_on: int, article: str = "bridge", **fields: Any) -> str:
        """Revise an article and index it; its path."""
        request = desk_request("PUT /articles/{id}", ARTICLE | fields, article, f"desk-{based_on}")
        return self._indexed(self.desk.revise(request, now))

    def withdraw(
        self, now: datetime, based_on: str, withdrawal: Withdrawal, article: str = "bridge"
    ) -> None:
        """Withdraw an article and index it."""
        request = desk_request("DELETE /articles/{id}", None, article, based_on)
        query = {"as": withdrawal.withdrawn_as.value, "reason": withdrawal.reason or ""}
        self._indexed(self.desk.withdraw(replace(request, query=query), now))

    def get(self, address: str, now: datetime) -> Response:
        """Ask for a page as of a moment."""
        path, _, query = address.partition("?")
        with page_time():
            return self._newspaper.page(Request("GET", path, query), now)

    def never_was(self, now: datetime) -> Response:
        """Give the answer of a path that never was."""
        return self.get("/news/never-was-aaaaaaaaaa", now)

    def edge_seconds(self, address: str, now: datetime) -> int:
        """Say how long the edge may keep a page."""
        stated = re.search(r"s-maxage=(\d+)", self.get(address, now).headers["Cache-Control"])
        assert stated, address
        return int(stated[1])

    def _indexed(self, receipt: Receipt) -> str:
        self.indexer.index(receipt.article)
        return urlsplit(receipt.url or "").path


class Paper(PaperOnStores):
    """The functions submit, index and render, wired as their handlers wire them."""

    def __init__(self, bucket: str, table: str) -> None:
        self.log, self.index, site = log_in(bucket), index_in(table), load_site()
        super().__init__(
            Desk(self.log, site, SITE_URL, picture_log_in(bucket)),
            Indexer(self.log, contents_in(bucket), self.index, site, picturing_in(bucket, table)),
            Newspaper(site, readers_shelf_in(table), readers_contents_in(bucket)),
        )

    def arrive(self, record: Record, document: dict[str, Any] | None = None) -> Head:
        """Let a record of any kind stand in the log, and index its article."""
        if document is not None:
            self.log.store_message(json.dumps(document).encode(), "application/json")
        assert self.log.append(record)
        return self.indexer.index(record.article)
