"""The API on stores in memory, as commands call it, with an S3 that takes files by its forms."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from botocore.credentials import Credentials

from broadsheet.desk.operations import answer
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.picture import Development, MadePicture, Suggestions, picture_id
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from commands.stack.http_calls import HttpAnswer, Signer
from commands.stack.reach import Reach
from commands.stack.signers import ApiCaller
from tests.desk.memory_desk import memory_desk
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.pictures import MemoryPictureLog

API_URL = "https://api.example/v1"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SAID = Suggestions("The harbour at dawn", "Eleni Markou", None, "2026-11-20")


class MemoryApi:
    """An API and the bucket behind it.

    Attributes
    ----------
    sent
        The files that the bucket took, by the ids of their pictures.
    refuses
        Why whatever is sent from now on is refused, if it is.
    asked
        The operations that were asked for, in order.
    """

    def __init__(self) -> None:
        self.pictures, self.log = MemoryPictureLog(), MemoryLog()
        self.desk = memory_desk(self.log, MemoryIndex(), self.pictures)
        self.sent: dict[str, bytes] = {}
        self.refuses: str | None = None
        self.asked: list[str] = []

    @property
    def caller(self) -> ApiCaller:
        reach = Reach("daily", "eu-west-1", None, None, {"ApiUrl": API_URL})  # type: ignore[arg-type]
        return ApiCaller(_SignerInMemory(Credentials("AKIA", "secret"), "eu-west-1", self), reach)

    def call(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> HttpAnswer:
        parts = urlsplit(url.removeprefix(API_URL))
        _, kind, *rest = parts.path.split("/")
        operation = " ".join([method, "/".join(["", kind, *(["{id}"] if rest else []), *rest[1:]])])
        self.asked.append(operation)
        request = DeskRequest(
            operation=operation,
            path_id=rest[0] if rest else "",
            headers={name.lower(): value for name, value in headers.items()},
            query=dict(parse_qsl(parts.query)),
            body=body,
            contributor="arn:anna",
            correlation_id="r-1",
        )
        answered = answer(self.desk, request, NOW)
        return HttpAnswer(answered.status, answered.headers, answered.body.encode())

    def take_file(
        self, method: str, url: str, body: Iterator[bytes], headers: Mapping[str, str]
    ) -> HttpAnswer:
        """Take a file as S3 does, and work it out as ``picture`` does."""
        whole = b"".join(body)
        assert (method, url) == ("POST", "memory:form")
        assert headers["Content-Length"] == str(len(whole))
        fields = read_form(whole, headers["Content-Type"])
        file = fields.pop("file")
        if len(file) != int(fields["size"]):
            said = b"<Error><Code>EntityTooLarge</Code><Message>It is too large.</Message></Error>"
            return HttpAnswer(400, {}, said)
        picture = picture_id(hashlib.sha256(file).hexdigest())
        self.sent[picture] = file
        state = self.pictures.read(picture)
        assert state
        development = Development(1600, 1067, (320,), "#806040", SAID, ("It is upside down.",))
        event, what = PictureEvent.MADE, {"made": MadePicture("t" * 26, development)}
        if self.refuses:
            event, what = PictureEvent.REFUSED, {"reason": self.refuses}  # type: ignore[dict-item]
        said_of_it: Any = what
        number = state.recorded + 1
        self.pictures.append(
            PictureRecord(picture, number, event, NOW, "", "message-1", **said_of_it)
        )
        return HttpAnswer(204, {}, b"")


class _SignerInMemory(Signer):
    def __init__(self, credentials: Credentials, region: str, api: MemoryApi) -> None:
        super().__init__(credentials, region)
        object.__setattr__(self, "api", api)

    def send(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> HttpAnswer:
        api: MemoryApi = self.api  # type: ignore[attr-defined]
        return api.call(method, url, body, headers or {})


def read_form(whole: bytes, content_type: str) -> dict[str, Any]:
    """Read a form as multipart/form-data is written (RFC 7578), by Python's own parser."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message: Any = BytesParser(policy=HTTP).parsebytes(head + whole)
    parts = {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
        for part in message.get_payload()
    }
    file = parts.pop("file")
    return {name: value.decode() for name, value in parts.items()} | {"file": file}
