"""Uploads: a file sent to S3 by a form that the API handed out, past every function.

https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
"""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPException
from itertools import chain
from pathlib import Path

from commands.stack.http_calls import HttpAnswer, send
from commands.terminal import Failure

_PIECE = 1 << 16
_SAID = re.compile(r"<Code>(?P<code>.*?)</Code>.*?<Message>(?P<message>.*?)</Message>", re.DOTALL)


def upload(url: str, fields: Mapping[str, str], file: Path, advance: Callable[[int], None]) -> None:
    """Send a file by a form, a piece in memory at a time.

    Parameters
    ----------
    url, fields
        Of the form.
    file
        What to send.
    advance
        Is told how many bytes of it have gone.

    Raises
    ------
    Failure
        If S3 does not take it.
    """
    boundary = uuid.uuid4().hex
    head = "".join(_field(boundary, name, value) for name, value in fields.items())
    head += _opened(boundary, 'file"; filename="picture')
    before, behind = head.encode(), f"\r\n--{boundary}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(len(before) + file.stat().st_size + len(behind)),
    }
    try:
        answer = send("POST", url, chain([before], _pieces(file, advance), [behind]), headers)
    except (OSError, HTTPException) as error:
        raise Failure(f"The upload of {file} broke off ({error}): send it again.") from error
    if not answer.is_success:
        raise Failure(f"S3 refused {file}: {_why(answer)}.")


def _field(boundary: str, name: str, value: str) -> str:
    return f"{_opened(boundary, name)}{value}\r\n"


def _opened(boundary: str, name: str) -> str:
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'


def _pieces(file: Path, advance: Callable[[int], None]) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            yield piece
            advance(len(piece))


def _why(answer: HttpAnswer) -> str:
    said = _SAID.search(answer.text)
    if said is None:
        return f"status {answer.status}, {answer.text[:200] or 'no words'}"
    return f"{said['message'].rstrip('.')} ({said['code']})"
