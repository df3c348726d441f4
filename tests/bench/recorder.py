"""A server that asks the local AWS once and then gives its answer again, in a constant time.

The local AWS looks through a whole list at every query, which DynamoDB does not. A handler that
waits for that on the same machine is slower by what the list has done to the processor's caches,
and would seem to depend on the archive. What it is answered is the same to the byte.
"""

import http.client
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# A page reads its lists up to now, so that no two requests are equal but for their moments.
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+Z")
_OF_THE_CONNECTION = {"connection", "content-length", "transfer-encoding"}
_Key = tuple[str, str, str, bytes]


class Recorder(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    upstream = ""
    known: dict[_Key, bytes] = {}  # noqa: RUF012 - one for all connections, on purpose

    def do_GET(self) -> None:
        """Answer S3's reads."""
        self._answer()

    def do_POST(self) -> None:
        """Answer DynamoDB's calls."""
        self._answer()

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        target = self.headers.get("X-Amz-Target") or ""
        key = (self.command, self.path, target, _MOMENT.sub(b"", body))
        if key not in self.known:
            self.known[key] = self._ask(body)
        self.wfile.write(self.known[key])

    def _ask(self, body: bytes) -> bytes:
        connection = http.client.HTTPConnection(self.upstream)
        connection.request(self.command, self.path, body, dict(self.headers.items()))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        kept = [
            f"{name}: {value}\r\n"
            for name, value in answer.getheaders()
            if name.lower() not in _OF_THE_CONNECTION
        ]
        head = f"HTTP/1.1 {answer.status} {answer.reason}\r\n{''.join(kept)}"
        head += f"Content-Length: {len(content)}\r\n\r\n"
        return head.encode("latin-1") + content

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Serve on the port of the first argument what the host of the second answers."""
    Recorder.upstream = sys.argv[2]
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Recorder).serve_forever()


if __name__ == "__main__":
    main()
