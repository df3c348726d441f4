"""Pictures as contributors send them: announced, uploaded, and waited for."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from mimetypes import MimeTypes
from pathlib import Path
from typing import Any
from urllib.parse import quote

from broadsheet.domain.picture import MAX_PICTURE_BYTES, PICTURE_TYPES, PictureStage
from commands.stack.http_calls import HttpAnswer
from commands.stack.signers import ApiCaller
from commands.stack.uploads import upload
from commands.terminal import Failure

READY_DEADLINE = 300.0
"""Seconds: the largest picture takes one minute, and others may be before it."""
_ASK_AGAIN = 0.5
_JSON = {"Content-Type": "application/json"}
_TYPES = MimeTypes()
# Python 3.11 does not know all of them.
for _type, _suffix in (
    ("image/avif", ".avif"),
    ("image/heic", ".heic"),
    ("image/heif", ".heif"),
    ("image/webp", ".webp"),
):
    _TYPES.add_type(_type, _suffix)

Report = dict[str, Any]
"""What the API says of a picture."""


@dataclass(frozen=True, slots=True)
class PictureToSend:
    """A file that may be a picture.

    Attributes
    ----------
    path, content_type
        Where it is, and what its name says it is; what its bytes say, the API's side finds out.
    size, digest
        Its bytes, and their SHA-256 in hexadecimal.
    """

    path: Path
    content_type: str
    size: int
    digest: str

    @property
    def announcement(self) -> bytes:
        """What is said of it before it is sent."""
        said = {
            "sha256": self.digest,
            "bytes": self.size,
            "content_type": self.content_type,
            "filename": self.path.name,
        }
        return json.dumps(said, ensure_ascii=False).encode()


def read_picture_file(path: Path) -> PictureToSend:
    """Read what is to be said of a file.

    Raises
    ------
    Failure
        If it cannot be read, or is none that would be taken.
    """
    content_type, _ = _TYPES.guess_type(path.name)
    if content_type not in PICTURE_TYPES:
        endings = (_TYPES.guess_extension(each) or "" for each in PICTURE_TYPES)
        what_to_do = " Save the drawing as a PNG." if content_type == "image/svg+xml" else ""
        raise Failure(
            f"{path} is not called as a picture is: {', '.join(sorted(set(endings)))}.{what_to_do}"
        )
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}.") from error
    if not 0 < size <= MAX_PICTURE_BYTES:
        what_to_do = " Save it with fewer pixels, or as a JPEG." if size else ""
        raise Failure(
            f"{path} has {size:,} bytes; a picture has 1 to {MAX_PICTURE_BYTES:,}.{what_to_do}"
        )
    return PictureToSend(path, content_type, size, digest)


def send_picture(file: PictureToSend, caller: ApiCaller, advance: Callable[[int], None]) -> Report:
    """Announce a picture, send its file if that is wanted, and wait until it is ready.

    Raises
    ------
    Failure
        If it is refused, by whom and why.
    """
    announced = caller.call("POST", "/images", file.announcement, _JSON)
    if announced.status == HTTPStatus.OK:
        advance(file.size)
        return _report(announced)
    if announced.status != HTTPStatus.CREATED:
        raise Failure(f"The API refused {file.path}: {announced.describe_problem()}")
    form = announced.json()["upload"]
    upload(form["url"], form["fields"], file.path, advance)
    return _wait_until_ready(announced.json()["id"], file.path, caller)


def take_down(picture: str, reason: str | None, caller: ApiCaller) -> Report:
    """Take a picture down wherever it is shown."""
    query = f"?reason={quote(reason, safe='')}" if reason else ""
    return _changed(caller.call("DELETE", f"/images/{picture}{query}"))


def bring_back(picture: str, caller: ApiCaller) -> Report:
    """Lift the taking down of a picture."""
    return _changed(caller.call("PUT", f"/images/{picture}"))


def _wait_until_ready(picture: str, path: Path, caller: ApiCaller) -> Report:
    started = time.monotonic()
    while time.monotonic() - started < READY_DEADLINE:
        answer = caller.call("GET", f"/images/{picture}")
        if answer.status != HTTPStatus.OK:
            raise Failure(f"The API does not tell of {path}: {answer.describe_problem()}")
        report = _report(answer)
        match report["status"]:
            case PictureStage.READY:
                return report
            case PictureStage.REFUSED:
                raise Failure(f"{path} was refused: the picture {report['reason']}.")
            case PictureStage.TAKEN_DOWN:
                raise Failure(f"{path} was taken down meanwhile: {report['reason']}.")
        time.sleep(_ASK_AGAIN)
    raise Failure(
        f"{path} is not ready after {READY_DEADLINE:.0f} seconds. The API says how it stands: "
        f"GET /images/{picture}. Sending it again does no harm."
    )


def _changed(answer: HttpAnswer) -> Report:
    if answer.status != HTTPStatus.OK:
        raise Failure(f"The API refused that: {answer.describe_problem()}")
    return _report(answer)


def _report(answer: HttpAnswer) -> Report:
    report: Report = answer.json()
    return report
