"""An AWS that has moto's answers and gives them badly: late, in part, not at all, or others."""

import json
import socket
import struct
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
from enum import StrEnum, auto
from functools import partial
from typing import Any

from tests.adapters.moto_server import MotoHandler, answer_bytes, served

SLOW_SECONDS = 0.3
_STAMP = "%Y%m%dT%H%M%SZ"


class Mishap(StrEnum):
    """What happens to a call."""

    CLOSED_BEFORE = auto()
    CLOSED_WITHIN = auto()
    CLOSED_AFTER = auto()
    RESET_BEFORE = auto()
    RESET_WITHIN = auto()
    SILENT = auto()
    SILENT_WITHIN = auto()
    SLOW = auto()
    SERVER_ERROR = auto()
    SLOW_DOWN = auto()
    THROTTLED = auto()
    NO_JSON = auto()
    NO_HTTP = auto()
    NO_LENGTH = auto()
    HALF_A_LENGTH = auto()
    NEGATIVE_LENGTH = auto()
    BAD_CHUNK = auto()
    ANSWERED_TWICE = auto()
    ANOTHERS_CHECKSUM = auto()
    UNPROCESSED = auto()
    NO_SUCH_KEY = auto()
    DENIED = auto()


@dataclass
class FaultyAws:
    """What goes wrong, and what was asked.

    Attributes
    ----------
    faults
        For the next so many calls of a name.
    clock
        How far the server's clock is ahead of this machine's.
    asked
        How often each call was asked for.
    connections
        How many were made.
    mute_before
        So many of the first connections are never answered again.
    """

    faults: dict[str, tuple[Mishap, int]] = field(default_factory=dict)
    clock: timedelta = timedelta()
    asked: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    mute_before: int = 0
    sockets: list[socket.socket] = field(default_factory=list)
    url: str = ""

    def close_all(self) -> None:
        """Close every connection, and wait until the other side can know."""
        for connection in self.sockets:
            connection.shutdown(socket.SHUT_RDWR)

    def fault_of(self, call: str) -> Mishap | None:
        """Say what happens to a call, which has been made."""
        self.asked[call] += 1
        fault, times = self.faults.get(call, (None, 0))
        if fault is None or times == 0:
            return None
        self.faults[call] = fault, times - 1
        return fault


class FaultyHandler(MotoHandler):
    """Answers one connection as it is told to."""

    def __init__(self, aws: FaultyAws, *arguments: Any) -> None:
        self.aws = aws
        aws.connections += 1
        aws.sockets.append(arguments[0])
        self.number = aws.connections
        super().__init__(*arguments)

    def answer(self, service: str, sent: bytes) -> None:
        """Answer, or do not."""
        call = (self.headers.get("X-Amz-Target") or ".GetObject").rpartition(".")[2]
        if b"LIST#translations#" in sent:
            call = f"{call} of translations"
        fault = self.aws.fault_of(call)
        if self.number <= self.aws.mute_before:
            fault = Mishap.SILENT
        whole = self.answer_of_moto(service, sent)
        if self._is_skewed():
            whole = self._skewed(service)
        getattr(self, f"_{fault or 'well'}", partial(self._instead, fault))(whole, service)

    def _well(self, whole: bytes, _service: str) -> None:
        self.wfile.write(whole)

    def _closed_before(self, _whole: bytes, _service: str) -> None:
        self.close_connection = True

    def _closed_within(self, whole: bytes, _service: str) -> None:
        self.wfile.write(whole[: len(whole) // 2])
        self.close_connection = True

    def _closed_after(self, whole: bytes, _service: str) -> None:
        self.wfile.write(whole)
        self.close_connection = True

    def _reset_before(self, _whole: bytes, _service: str) -> None:
        # Closed with nothing lingering: https://man7.org/linux/man-pages/man7/socket.7.html
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def _reset_within(self, whole: bytes, service: str) -> None:
        self.wfile.write(whole[: len(whole) // 2])
        self._reset_before(whole, service)

    def _silent(self, _whole: bytes, _service: str) -> None:
        self.rfile.read()  # until the other side has had enough
        self.close_connection = True

    def _silent_within(self, whole: bytes, service: str) -> None:
        self.wfile.write(whole[: len(whole) // 2])
        self._silent(whole, service)

    def _slow(self, whole: bytes, _service: str) -> None:
        time.sleep(SLOW_SECONDS)
        self.wfile.write(whole)

    def _no_length(self, whole: bytes, _service: str) -> None:
        self.wfile.write(whole.replace(b"Content-Length", b"X-Length"))

    def _half_a_length(self, whole: bytes, _service: str) -> None:
        head, _, body = whole.partition(b"\r\n\r\n")
        length = f"Content-Length: {len(body)}".encode()
        half = f"Content-Length: {len(body) // 2}".encode()
        self.wfile.write(head.replace(length, half) + b"\r\n\r\n" + body)

    def _negative_length(self, whole: bytes, _service: str) -> None:
        self.wfile.write(whole.replace(b"Content-Length: ", b"Content-Length: -"))

    def _bad_chunk(self, whole: bytes, _service: str) -> None:
        chunked = whole.replace(b"Content-Length", b"Transfer-Encoding: chunked\r\nX-Length")
        self.wfile.write(chunked.replace(b"\r\n\r\n", b"\r\n\r\nxyz\r\n", 1))

    def _answered_twice(self, whole: bytes, _service: str) -> None:
        self.wfile.write(whole + answer_bytes(200, b'{"Items": [], "Responses": {}}'))

    def _anothers_checksum(self, whole: bytes, _service: str) -> None:
        head, _, body = whole.partition(b"\r\n\r\n")
        told = b"\r\nx-amz-crc32: 7\r\nx-amz-checksum-crc32: AAAAAA=="
        lines = [line for line in head.split(b"\r\n") if b"crc32" not in line.lower()]
        self.wfile.write(b"\r\n".join(lines) + told + b"\r\n\r\n" + body)

    def _instead(self, fault: Mishap | None, _whole: bytes, service: str) -> None:
        self.wfile.write(
            {
                Mishap.SERVER_ERROR: answer_bytes(500, b""),
                Mishap.SLOW_DOWN: answer_bytes(503, _error(service, "SlowDown")),
                Mishap.THROTTLED: answer_bytes(
                    400, _error(service, "ProvisionedThroughputExceededException")
                ),
                Mishap.NO_JSON: answer_bytes(200, b"<html>A word from the proxy</html>"),
                Mishap.NO_SUCH_KEY: answer_bytes(404, _error(service, "NoSuchKey")),
                Mishap.DENIED: answer_bytes(403, _error(service, "AccessDenied")),
                Mishap.UNPROCESSED: answer_bytes(
                    200, b'{"Responses": {}, "UnprocessedKeys": {"table": {"Keys": []}}}'
                ),
                Mishap.NO_HTTP: b"\x15\x03\x01\x00\x02\x02\x46\r\n\r\n",
            }[Mishap(str(fault))]
        )

    def _is_skewed(self) -> bool:
        signed = datetime.strptime(self.headers["X-Amz-Date"], _STAMP).replace(tzinfo=UTC)
        return abs(datetime.now(UTC) + self.aws.clock - signed) > timedelta(minutes=15)

    def _skewed(self, service: str) -> bytes:
        moment = (datetime.now(UTC) + self.aws.clock).timestamp()
        code = "RequestTimeTooSkewed" if service == "s3" else "InvalidSignatureException"
        return answer_bytes(403, _error(service, code), {"Date": formatdate(moment, usegmt=True)})


def _error(service: str, code: str) -> bytes:
    if service == "s3":
        return f"<Error><Code>{code}</Code><Message>m</Message></Error>".encode()
    return json.dumps(
        {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "m"}
    ).encode()


@contextmanager
def faulty_aws() -> Iterator[FaultyAws]:
    """Serve moto badly on this machine."""
    aws = FaultyAws()
    with served(partial(FaultyHandler, aws)) as server:  # type: ignore[arg-type]
        aws.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield aws
