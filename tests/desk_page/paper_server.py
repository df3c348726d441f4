"""The paper in memory over HTTP: its pages, the desk's page, the real operations of the API.

``python -m tests.desk_page.paper_server`` keeps one running, to look at and to play with.
"""

import hashlib
import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from broadsheet.desk.editing import Desk
from broadsheet.desk.look_ups import LookUps
from broadsheet.desk.operations import OPERATIONS, DeskApi, answer
from broadsheet.desk.picture_desk import PictureDesk
from broadsheet.desk.previewing import Previewing
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.picture import (
    Announcement,
    Development,
    MadePicture,
    PictureStage,
    Suggestions,
    picture_id,
)
from broadsheet.domain.picture_list import ListedPicture, UploadForm
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.picturing import Picturing
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import Request
from broadsheet.site_file import load_site
from commands.terminal import console
from tests.commands.memory_api import read_form
from tests.desk.desk_facts import desk_facts
from tests.desk_page.sign_in_stand_in import PoolAccount, SignInStandIn
from tests.fakes.contents import MemoryContents
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.names import MemoryNames
from tests.fakes.picture_list import MemoryPictureFiles, MemoryPictureShelf
from tests.fakes.pictures import MemoryNotices, MemoryPictureLog, MemoryPictureUses
from tests.pages.photographs import rendition, shown

API = "/api"
FORM = "/form"
PASSWORD = "a password for tests"  # noqa: S105 - it opens a paper in memory
ACCOUNTS = {
    name: PoolAccount(name, shown, kind, PASSWORD)
    for name, shown, kind in (
        ("anna", "Anna Pieri", "desk"),
        ("nikos", "Νίκος Ανδρέου", "desk"),
        ("rana", "Rana Haddad", "reader"),
        ("otto", "Otto of no group", ""),
    )
}
_Answer = tuple[int, dict[str, str], bytes]


class ServedRequest(NamedTuple):
    """A request: its names of headers in lower case, its path without the query."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


class FormsHere(MemoryPictureFiles):
    """Forms that lead to this server."""

    def __init__(self, site_url: str) -> None:
        self._url = f"{site_url}{FORM}"

    def upload_form(self, announcement: Announcement, announced: int, now: datetime) -> UploadForm:
        form = super().upload_form(announcement, announced, now)
        return UploadForm(self._url, form.fields, form.expires_at)


@dataclass
class DeskTrouble:
    """What a test has the server do to the calls that follow.

    Attributes
    ----------
    statuses
        Of the next calls of the API, in order: each is answered so, and not carried out.
    after
        Of the next calls that change something: each is carried out, and answered so all the same.
    refuses_pictures
        Why the next files are refused, if they are.
    holds_index
        Whether readers do not see yet what is submitted.
    """

    statuses: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    refuses_pictures: str | None = None
    holds_index: bool = False


class PaperServer:
    """One paper.

    Attributes
    ----------
    asked
        Every call of the API by a page, in order, as ``method path``.
    headers
        That every page of the site has besides its own: none, unless a test wants a policy.
    """

    def __init__(self, site_url: str) -> None:
        self.site_url, self.site = site_url, load_site()
        self.sign_in, self.trouble = SignInStandIn(dict(ACCOUNTS)), DeskTrouble()
        self.log, self.index = MemoryLog(), MemoryIndex()
        self.pictures, self.shelf = MemoryPictureLog(), MemoryPictureShelf()
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}
        contents = MemoryContents()
        self.index.facts = HeaderFacts(site_url)
        here = desk_facts(site_url, f"{site_url}{API}")
        self.index.desk = replace(
            here, sign_in_url=site_url, users_url=site_url, identities_url=site_url
        )
        picturing = Picturing(self.pictures, MemoryPictureUses(), MemoryNotices())
        self._indexer = Indexer(self.log, contents, self.index, self.site, picturing)
        self._newspaper = Newspaper(self.site, self.index, contents)
        self._api = DeskApi(
            Desk(self.log, self.site, site_url, self.pictures),
            LookUps(self.log, self.index, self.site, site_url, self.pictures),
            Previewing(self.log, self.index, self.site, site_url, self.pictures),
            PictureDesk(self.pictures, FormsHere(site_url), self.shelf, site_url),
            MemoryNames({account.sub: account.name for account in ACCOUNTS.values()}),
        )
        self._lock = Lock()

    def handle(self, asked: ServedRequest) -> _Answer:
        """Answer a request, one at a time."""
        with self._lock:
            if asked.path.startswith(f"{API}/"):
                return self._call(asked._replace(path=asked.path.removeprefix(API)))
            if asked.method == "POST":
                return self._post(asked)
            if asked.path == "/oauth2/authorize":
                return self.sign_in.authorize(asked.query)
            if asked.path == "/logout":
                return self.sign_in.logout(asked.query)
            if asked.path.startswith("/pictures/"):
                picture, kind = rendition(asked.path)
                return 200, {"Content-Type": kind}, picture
            request = Request(asked.method, asked.path, asked.query)
            page = self._newspaper.page(request, datetime.now(UTC))
            content = b64decode(page.body) if page.in_base64 else page.body.encode()
            headers = {**page.headers, "Cache-Control": "no-store"} | self.headers
            return page.status, headers, content

    def api(self, operation: str, document: object = None, **headers: str) -> Any:
        """Have the API do something that no page asks for, as a wire desk does; its document."""
        method, _, path = operation.partition(" ")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["content-type"] = "application/json"
        asked = ServedRequest(method, *urlsplit(path)[2:4], named, json.dumps(document).encode())
        status, _, body = self._carried_out(asked, "arn:aws:iam::1:user/wire@eu-west-1")
        assert status < 300, body
        return json.loads(body)

    def catch_up(self) -> None:
        """Let readers see all that was submitted."""
        for article in self.log.articles(""):
            self._indexer.index(article)

    def _post(self, asked: ServedRequest) -> _Answer:
        match asked.path:
            case "/login":
                return self.sign_in.login(asked.body)
            case "/oauth2/token":
                return self.sign_in.token(asked.body)
            case "/form":
                return self._take_file(asked)
        return self.sign_in.call(asked.headers.get("x-amz-target", ""), asked.body)

    def _call(self, asked: ServedRequest) -> _Answer:
        self.asked.append(f"{asked.method} {asked.path}")
        if self.trouble.statuses:
            return _trouble(self.trouble.statuses.pop(0))
        account = self.sign_in.who(asked.headers.get("authorization", ""))
        if account is None or (account.kind == "reader" and asked.method != "GET"):
            return _trouble(403)
        answered = self._carried_out(asked, f"editor:{account.sub}")
        if asked.method != "GET" and self.trouble.after:
            return _trouble(self.trouble.after.pop(0))
        return answered

    def _carried_out(self, asked: ServedRequest, contributor: str) -> _Answer:
        operation, named = _operation(asked.method, asked.path)
        request = DeskRequest(
            operation=operation,
            path_id=named.get("id", ""),
            headers=asked.headers,
            query=dict(parse_qsl(asked.query)),
            body=asked.body,
            contributor=contributor,
            correlation_id=f"r-{len(self.asked)}",
            path_revision=named.get("revision", ""),
        )
        answered = answer(self._api, request, datetime.now(UTC))
        if asked.method != "GET" and not self.trouble.holds_index:
            self.catch_up()
        return answered.status, dict(answered.headers), answered.body.encode()

    def _take_file(self, asked: ServedRequest) -> _Answer:
        """Take a file as S3 does, and work it out as ``picture`` does."""
        fields = read_form(asked.body, asked.headers["content-type"])
        file, now = fields["file"], datetime.now(UTC)
        picture = picture_id(hashlib.sha256(file).hexdigest())
        state = self.pictures.read(picture)
        assert state
        assert state.announcement
        said = Suggestions("The harbour at dawn", "Eleni Markou", None, "2026-11-20")
        # Three drawings are enough: each takes a second to draw.
        number = len(self.shelf.listed) % 3
        token = shown(number, "The harbour", size=(1600, 1067)).token
        made = MadePicture(token, Development(1600, 1067, (320, 640), "#806040", said, ()))
        event, what = PictureEvent.MADE, {"made": made}
        if self.trouble.refuses_pictures:
            event, what = PictureEvent.REFUSED, {"reason": self.trouble.refuses_pictures}  # type: ignore[dict-item]
        record: Any = what
        self.pictures.append(
            PictureRecord(picture, state.recorded + 1, event, now, "", "message", **record)
        )
        stage = PictureStage.READY if event is PictureEvent.MADE else PictureStage.REFUSED
        self.shelf.listed.append(
            ListedPicture(picture, now, stage, state.announcement.filename, 1600, 1067, token, 320)
        )
        return 204, {}, b""


def _operation(method: str, path: str) -> tuple[str, dict[str, str]]:
    """Find the operation of a request, as API Gateway does by its routes."""
    for operation in OPERATIONS:
        wanted, _, resource = operation.partition(" ")
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(resource))
        found = re.fullmatch(pattern, path)
        if wanted == method and found:
            return operation, found.groupdict()
    return f"{method} {path}", {}


def _trouble(status: int) -> _Answer:
    """Answer as API Gateway does for itself."""
    return status, {"Content-Type": "application/json"}, b'{"message":"Trouble"}'


@contextmanager
def paper_server(port: int = 0) -> Iterator[PaperServer]:
    """Run a paper on this machine, at a port of its own."""
    servers: list[PaperServer] = []

    class PaperHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            path, _, query = self.path.partition("?")
            asked = ServedRequest(self.command, path, query, headers, body)
            status, told, content = servers[0].handle(asked)
            self.send_response(status)
            for name, value in (told | {"Content-Length": str(len(content))}).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":  # or the next answer would be read out of this one
                self.wfile.write(content)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - http.server's names

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    class PaperSite(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """Print what failed, but for a browser that has gone."""
            if not isinstance(sys.exception(), ConnectionError):
                super().handle_error(request, client_address)

    server = PaperSite(("127.0.0.1", port), PaperHandler)
    servers.append(PaperServer(f"http://127.0.0.1:{server.server_port}"))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield servers[0]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """Keep one running until Enter."""
    with paper_server(8099) as paper:
        console.print(f"{paper.site_url}/desk/ for anna, nikos and, reading only, rana: {PASSWORD}")
        input("Enter stops it.")


if __name__ == "__main__":
    main()
