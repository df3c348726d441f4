"""Stands before the local AWS as the functions see it, and makes trouble when it is told to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit

_PATIENCE = 30.0
_OF_ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}
_S3_ERROR = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    "<Error><Code>{code}</Code><Message>made by the drill</Message></Error>"
)


@dataclass(frozen=True, slots=True)
class CallTrouble:
    """What happens to calls of S3 and DynamoDB.

    Attributes
    ----------
    share
        Of the calls that it happens to.
    seconds
        How long such a call waits before anything else.
    s3, dynamodb
        The status and the code that it is answered with, without having been done.
    resets
        Whether its connection is cut off without a word.
    is_done_first
        Whether AWS does the call all the same, and only the answer is lost.
    only
        What the address of such a call holds; everything, if it is empty.
    """

    share: float
    seconds: float = 0.0
    s3: tuple[int, str] | None = None
    dynamodb: tuple[int, str] | None = None
    resets: bool = False
    is_done_first: bool = False
    only: str = ""


class TroubledProxy:
    """The way to the local AWS, by HTTP, on a port of 127.0.0.1.

    Signatures stay valid, since every header goes on as it came.
    """

    def __init__(self, upstream: str, chance: Random) -> None:
        self.upstream = urlsplit(upstream)
        self.troubled = 0
        """Calls that trouble has happened to."""
        self._chance = chance
        self._lock = threading.Lock()
        self._trouble: CallTrouble | None = None

    @contextmanager
    def trouble(self, trouble: CallTrouble) -> Iterator[None]:
        """Make trouble for as long as this lasts."""
        self._trouble = trouble
        try:
            yield
        finally:
            self._trouble = None

    def trouble_for(self, address: str) -> CallTrouble | None:
        """Choose what happens to one call."""
        with self._lock:
            trouble = self._trouble
            if trouble is None or trouble.only not in address:
                return None
            if self._chance.random() >= trouble.share:
                return None
            self.troubled += 1
            return trouble


class _Call(BaseHTTPRequestHandler):
    """One connection of a function's."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    proxy: TroubledProxy

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        trouble = self.proxy.trouble_for(unquote(self.path))
        if trouble:
            time.sleep(trouble.seconds)
            answer = self._trouble_answer(trouble)
            if trouble.is_done_first:
                self._ask(body)
            if trouble.resets:
                self.close_connection = True
                return
            if answer:
                self._answer(*answer)
                return
        try:
            status, headers, received = self._ask(body)
        except (OSError, HTTPException):
            self.close_connection = True  # as a server does that is gone
            return
        self._answer(status, headers, received)

    def _trouble_answer(self, trouble: CallTrouble) -> tuple[int, dict[str, str], bytes] | None:
        target = self.headers.get("X-Amz-Target", "")
        if target.startswith("DynamoDB_"):
            if trouble.dynamodb is None:
                return None
            status, code = trouble.dynamodb
            kind = f"com.amazonaws.dynamodb.v20120810#{code}"
            document = {"__type": kind, "message": "made by the drill"}
            headers = {"Content-Type": "application/x-amz-json-1.0"}
            return status, headers, json.dumps(document).encode()
        if trouble.s3 is None:
            return None
        status, code = trouble.s3
        return status, {"Content-Type": "application/xml"}, _S3_ERROR.format(code=code).encode()

    def _ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        upstream = HTTPConnection(
            self.proxy.upstream.hostname or "", self.proxy.upstream.port, timeout=_PATIENCE
        )
        try:
            upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in {"connection", "expect"}:
                    upstream.putheader(name, value)
            upstream.endheaders(body or None)
            response = upstream.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            upstream.close()

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        length = headers.get("content-length", headers.get("Content-Length", str(len(body))))
        for name, value in headers.items():
            if name.lower() not in _OF_ONE_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", length if self.command == "HEAD" else str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        pass


for _method in ("GET", "PUT", "POST", "HEAD", "DELETE"):
    setattr(_Call, f"do_{_method}", _Call._pass_on)


class _ProxyServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_arguments: Any) -> None:
        """Say nothing: a worker that is killed leaves its connection as it is."""


@contextmanager
def troubled_proxy(upstream: str, chance: Random) -> Iterator[tuple[TroubledProxy, str]]:
    """Run a proxy before a local AWS, and give it and its address."""
    proxy = TroubledProxy(upstream, chance)
    handler = type("_BoundCall", (_Call,), {"proxy": proxy})
    server = _ProxyServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
