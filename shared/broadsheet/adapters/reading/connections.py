"""Connections by HTTP/1.1 (RFC 9112) that are kept alive, and whose every wait has its end."""

import re
import socket
import ssl
from functools import cache
from select import POLLIN, poll
from time import monotonic
from urllib.parse import urlsplit
from weakref import finalize

from broadsheet.adapters.reading.signatures import Fields
from broadsheet.domain.stored import check_object_size

_STATUS = re.compile(r"HTTP/1\.\d (\d{3})[ \r]")
_FIELD = re.compile(r"\r\n([^:\r]+):([^\r]*)")
trust = cache(ssl.create_default_context)  # to load all that a machine trusts takes a while


class Connection:
    """A connection to an address: OSError where it cannot be used, or not before a moment."""

    def __init__(self, url: str, until: float) -> None:
        parts, self._until, self._unread = urlsplit(url), until, bytearray()
        host, port = str(parts.hostname), parts.port or (443 if parts.scheme == "https" else 80)
        self._socket = socket.create_connection((host, port), self._seconds_left())
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if parts.scheme == "https":
            self._socket = trust().wrap_socket(self._socket, server_hostname=host)
        self.close = finalize(self, self._socket.close)

    def is_idle(self) -> bool:
        """Whether nothing has come since the last answer: no late byte, and not the end."""
        ears = poll()
        ears.register(self._socket, POLLIN)
        return not (self._unread or ears.poll(0))

    def send(self, request: bytes, until: float) -> None:
        """Send a request; what fails is told by the answer."""
        self._until = until
        try:
            self._socket.settimeout(self._seconds_left())
            self._socket.sendall(request)
        except OSError:
            self.close()

    def answer(self, what: str, until: float) -> tuple[int, Fields, bytes]:
        """Read an answer: ValueError if it is no HTTP, UnreadableRevision if it is too large."""
        self._what, self._until, body = what, until, b""
        head = self._past(b"\r\n\r\n").decode("latin-1")
        if not (status := _STATUS.match(head)):
            raise ValueError(f"{head[:20]!r} is not HTTP/1.1")
        fields = {name.lower(): value.strip() for name, value in _FIELD.findall(head)}
        if fields.get("transfer-encoding") != "chunked":
            return int(status[1]), fields, self._take(int(fields["content-length"]))
        while size := int(self._past(b"\r\n").partition(b";")[0], 16):
            body += self._take(size)
            check_object_size(what, len(body))
            self._past(b"\r\n")
        self._past(b"\r\n")
        return int(status[1]), fields, body

    def _past(self, mark: bytes) -> bytes:
        while (found := self._unread.find(mark)) < 0:
            self._receive()
        return self._take(found + len(mark))

    def _take(self, size: int) -> bytes:
        check_object_size(self._what, size)
        while len(self._unread) < size:
            self._receive()
        taken = bytes(self._unread[:size])
        del self._unread[:size]
        return taken

    def _receive(self) -> None:
        self._socket.settimeout(self._seconds_left())
        if not (received := self._socket.recv(1 << 16)):
            raise ConnectionResetError("the connection ended")
        self._unread += received

    def _seconds_left(self) -> float:
        if (left := self._until - monotonic()) <= 0:
            raise TimeoutError("no time is left")
        return left
