"""Whatever lies in the bucket, at whatever key, stops no rebuild, verification or other article."""

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import date, timedelta
from urllib.parse import quote

from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.custody.daily_manifest import verify_day
from broadsheet.custody.verification import check_keys
from broadsheet.desk.operations import answer
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.identity import article_key
from broadsheet.domain.keys import message_digest, message_key, parse_record_key, record_key
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.record import Record
from broadsheet.domain.revision_name import RevisionName
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.rebuilding import Rebuilder
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request
from broadsheet.site_file import load_site
from tests.desk.memory_desk import memory_desk
from tests.domain.records import NOON, desk
from tests.fakes.bucket import MemoryBucket
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import no_pictures
from tests.fakes.repair import MemoryRepair
from tests.formats.items import ITEM, message_of

SITE = load_site()
LATER = NOON + timedelta(days=1)
SECOND = record_key("bridge", RevisionName.of_desk(2))


def _whole() -> dict[str, object]:
    """A good record, whose message is kept."""
    bucket = MemoryBucket()
    key, _ = bucket.keep(desk(2), ITEM)
    document: dict[str, object] = json.loads(bucket.stored[key])
    return document


WHOLE = _whole()

ANY_TEXT = st.text(st.characters()) | st.sampled_from(
    ["hold", "9999-12-31T23:59:59Z", "2026-11-23T12:00:00Z", "gone", "\ud800", "desk-1", "0" * 64]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)
RECORDS = st.dictionaries(st.sampled_from(sorted(WHOLE)), ANY_JSON, max_size=3).map(
    lambda changes: json.dumps(WHOLE | changes).encode()
)
TOMBSTONES = st.fixed_dictionaries(
    {"article": st.just("bridge") | ANY_JSON, "revision": st.just("desk-2") | ANY_JSON,
     "erased_at": ANY_JSON, "reason": ANY_JSON}
).map(lambda document: json.dumps(document).encode())  # fmt: skip
OBJECTS = (
    st.binary() | ANY_JSON.map(lambda value: json.dumps(value).encode()) | RECORDS | TOMBSTONES
)
STRAY_KEYS = st.text(st.characters(codec="utf-8"), min_size=1).map(
    lambda text: f"articles/bridge/{text}"
)
KEYS = STRAY_KEYS | st.sampled_from(
    [SECOND, "articles/bridge/desk/2.json", "articles/bridge/x", "articles/bridge/wire/a.json",
     "articles/bridge/desk/99999999.json", "articles/x", "messages/x", "content/x", "manifests/x"]
)  # fmt: skip
ITEMS = st.binary() | st.dictionaries(
    st.sampled_from(
        ["headline", "section", "body", "body_format", "byline", "tags", "slug", "language",
         "source", "publish_at", "correction", "standfirst", "id"]
    ),
    ANY_JSON,
    max_size=4,
).map(lambda changes: message_of(**changes))  # fmt: skip


class StrangeBucket:
    """A paper of two articles, with a strange object among what is kept of the first."""

    def __init__(self) -> None:
        self.bucket, self.log, self.index = MemoryBucket(), MemoryLog(), MemoryIndex()
        self.contents = MemoryContents()
        self.indexer = Indexer(self.log, self.contents, self.index, SITE, no_pictures())
        self.bucket.keep(desk(1), ITEM)
        self.bucket.keep(desk(1, article="tunnel"), ITEM)

    def put(self, key: str, body: bytes) -> None:
        self.bucket.stored[key] = body
        for stands, stored in self.bucket.stored.items():
            if stands.startswith("articles/"):
                self.log.stored[stands] = stored
            if stands.startswith("messages/"):
                self.log.messages[stands.removeprefix("messages/")] = stored

    def ask(self, operation: str) -> int:
        api = memory_desk(self.log, self.index)
        request = DeskRequest(
            operation=operation, path_id="bridge", headers={}, query={}, body=b"",
            contributor="arn:anna", correlation_id="r-1", path_revision="desk-2",
        )  # fmt: skip
        answered = answer(api, request, NOON)
        assert "unexpected-failure" not in answered.body, answered.body
        return answered.status

    def see_pages(self) -> None:
        """See every page of both articles, and that what is indexed can be written down."""
        newspaper = Newspaper(SITE, self.index, self.contents)
        for head in self.index.heads.values():
            assert isinstance(head.correlation_id, str)
            json.dumps(asdict(head), default=str, ensure_ascii=False).encode()
            if head.path:
                for query in ("", "history"):
                    page = newspaper.page(Request("GET", quote(head.path), query), LATER)
                    assert page.status < 500, page.body
        for path in ("/", "/news/", "/corrections/", "/feeds/latest.xml"):
            assert newspaper.page(Request("GET", path), LATER).status == 200

    def see_everything_go_on(self) -> None:
        """Index, rebuild, verify and look up: nothing raises but what is told of a revision."""
        for article in ("bridge", "tunnel"):
            with suppress(UnreadableRevision):
                self.indexer.index(article)
        assert self.index.heads[article_key("tunnel")].revision == "desk-1"
        rebuilder = Rebuilder(
            self.log, self.contents, MemoryRepair(self.index), SITE, no_pictures()
        )
        bridge, tunnel = rebuilder.rebuild_all(["bridge", "tunnel"])
        assert not (bridge.fault or "").startswith("failed:"), bridge.fault
        assert (tunnel.fault, tunnel.differences) == (None, ())
        for operation in ("GET /articles/{id}", "GET /articles/{id}/revisions",
                          "GET /articles/{id}/revisions/{revision}"):  # fmt: skip
            self.ask(operation)
        assert self.ask("GET /articles/{id}/preview") in {200, 404, 410, 500}
        self.see_pages()
        check_keys(self.bucket, list(self.bucket.stored))
        verify_day(self.bucket, date(2026, 11, 24), lambda: True)
        verify_day(self.bucket, date(2026, 11, 25), lambda: True)


@given(KEYS, OBJECTS)
@example(SECOND, json.dumps(WHOLE | {"correction": 5}).encode())
@example(SECOND, json.dumps(WHOLE | {"correlation_id": "\ud800"}).encode())
@example(SECOND, json.dumps(WHOLE | {"correlation_id": "x" * 500_000}).encode())
@example(SECOND, json.dumps(WHOLE | {"message": None}).encode())
@example(SECOND, json.dumps(WHOLE | {"message": {}}).encode())
@example(SECOND, json.dumps(WHOLE | {"correlation_id": None}).encode())
@example(SECOND, json.dumps(WHOLE | {"withdrawal": []}).encode())
@example(SECOND, json.dumps(WHOLE | {"received_at": "9999-12-31T23:59:59.000000Z"}).encode())
@example("content/x", b"")
@example("manifests/2099-01-01.jsonl", b'{"key": 5}\n[]\n{"key": 5, "etag": null}\n')
def test_a_strange_object_stops_nothing(key: str, body: bytes) -> None:
    strange = StrangeBucket()
    strange.put(key, body)
    strange.see_everything_go_on()


@given(ITEMS)
def test_a_strange_message_stops_nothing(message: bytes) -> None:
    strange = StrangeBucket()
    record = json.dumps(WHOLE | {"message": message_digest(message)}).encode()
    strange.bucket.stored[message_key(message_digest(message))] = message
    strange.put(SECOND, record)
    strange.see_everything_go_on()


@given(RECORDS | st.binary())
def test_what_cannot_be_read_is_told_of_by_verifying(body: bytes) -> None:
    strange = StrangeBucket()
    strange.put(SECOND, body)
    try:
        parse_record_key(SECOND)
        Record.from_json(SECOND, body)
    except UnreadableRevision:
        assert any(fault.startswith(SECOND) for fault in check_keys(strange.bucket, [SECOND]))
        assert any(
            fault.startswith(SECOND)
            for fault in verify_day(strange.bucket, date(2026, 11, 24), lambda: True).faults
        )
