"""Serves the real render handler over HTTP: one loop, one page at a time, connections kept."""

import asyncio
import json
import os
import sys
from types import SimpleNamespace
from typing import Any

import app  # type: ignore[import-not-found]

CONTEXT = SimpleNamespace(
    function_name="bench", memory_limit_in_mb=1769, invoked_function_arn="arn", aws_request_id="r"
)
_END = b"\r\n\r\n"


def event_for(target: str) -> dict[str, Any]:
    """Make the event of a function URL, as CloudFront asks."""
    path, _, query = target.partition("?")
    return {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"accept-encoding": "br,gzip", "via": "2.0 paper.cloudfront.net (CloudFront)"},
        "requestContext": {"http": {"method": "GET", "path": path, "protocol": "HTTP/1.1"}},
        "isBase64Encoded": False,
    }


class ReadersConnection(asyncio.Protocol):
    """Answers the requests of one connection, which have no bodies."""

    def __init__(self) -> None:
        self._received = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to write to."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._received += data
        while _END in self._received:
            head, _, self._received = self._received.partition(_END)
            target = head.split(b" ", 2)[1].decode("ascii")
            answer = app.handler(event_for(target), CONTEXT)
            body = answer["body"].encode()
            fields = {**answer["headers"], "Content-Length": str(len(body))}
            lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            status = f"HTTP/1.1 {answer['statusCode']} X\r\n{lines}\r\n"
            self._transport.write(status.encode("latin-1") + body)


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(ReadersConnection, "127.0.0.1", port)
    await server.serve_forever()


def main() -> None:
    """Serve the table that the argument names."""
    told = json.loads(sys.argv[1])
    os.environ["TABLE"] = told["table"]
    asyncio.run(serve(told["port"]))


main()
