"""Moto's AWS over HTTP, for the client that asks by sockets; its state is that of this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from moto.core.botocore_stubber import BotocoreStubber

_OF_THE_CONNECTION = {"connection", "content-length", "date", "server", "transfer-encoding"}


class MotoHandler(BaseHTTPRequestHandler):
    """Answers one connection as moto answers boto3."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer S3's reads."""
        self.answer("s3", b"")

    def do_POST(self) -> None:
        """Answer DynamoDB's calls."""
        self.answer("dynamodb", self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, service: str, sent: bytes) -> None:
        """Write moto's answer."""
        self.wfile.write(self.answer_of_moto(service, sent))

    def answer_of_moto(self, service: str, sent: bytes) -> bytes:
        """Ask moto; its answer as it goes over the wire."""
        headers: Any = HTTPHeaders.from_pairs(self.headers.items())
        url = f"https://{service}.eu-west-1.amazonaws.com{self.path}"
        request = AWSPreparedRequest(self.command, url, headers, sent, stream_output=False)
        answered = BotocoreStubber().process_request(request)
        assert answered, url
        status, fields, text = answered
        body = text.encode() if isinstance(text, str) else text
        told = {
            name: str(value)
            for name, value in fields.items()
            if name.lower() not in _OF_THE_CONNECTION
        }
        return answer_bytes(status, body, told)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


def answer_bytes(status: int, body: bytes, fields: dict[str, str] | None = None) -> bytes:
    """Write an answer as it goes over the wire."""
    told = {"Date": formatdate(usegmt=True), "Content-Length": str(len(body)), **(fields or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status} Reason\r\n{head}\r\n".encode() + body


@contextmanager
def served(handler: type[BaseHTTPRequestHandler]) -> Iterator[ThreadingHTTPServer]:
    """Serve on this machine, on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def moto_server() -> Iterator[str]:
    """Serve moto on this machine; where."""
    with served(MotoHandler) as server:
        yield f"http://127.0.0.1:{server.server_address[1]}"
