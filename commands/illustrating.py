"""Pictures that an article names by their files: sent first, and named by their ids then."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from broadsheet.domain.problems import MalformedDocument
from broadsheet.formats.json_document import parse_json_document
from commands.stack.pictures import PictureToSend, read_picture_file
from commands.terminal import Failure

_NO_ALT = (
    'has no "alt": say what the picture shows, for those who do not see it; only of a picture that '
    'tells nothing, write "decorative": true instead'
)


def send_named_files(article: bytes, folder: Path, send: Callable[[PictureToSend], str]) -> bytes:
    """Send the pictures that an article names by ``file``, and put their ids in.

    Parameters
    ----------
    article
        As it was written. What is no article is left as it is: the API says what is wrong with it.
    folder
        What the names of files are relative to.
    send
        Sends a picture, and returns its id.

    Returns
    -------
    bytes
        The article with ``id`` in the place of each ``file``, and ``image:<id>`` in its body in the
        place of ``image:<file>``; the very bytes of one that names no file.

    Raises
    ------
    Failure
        If a picture would be refused for what is missing beside it, or its file cannot be read;
        before any is sent. If files are refused: of each, why; the others are sent.
    """
    images = list(_naming_files(article))
    if not images:
        return article
    document: Any = parse_json_document(article)
    files = _read_files(images, folder)
    ids = _send_all(files, send)
    for at, image in images:
        others = {name: member for name, member in image.items() if name != "file"}
        document["images"][at] = {"id": ids[image["file"]], **others}
    if isinstance(document.get("body"), str):
        document["body"] = _with_ids(document["body"], ids)
    return json.dumps(document, ensure_ascii=False).encode()


def _naming_files(article: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        document = parse_json_document(article)
    except MalformedDocument:
        return
    images = document.get("images") if isinstance(document, dict) else None
    for at, image in enumerate(images if isinstance(images, list) else []):
        if isinstance(image, dict) and "file" in image:
            yield at, image


def _read_files(images: list[tuple[int, dict[str, Any]]], folder: Path) -> dict[str, PictureToSend]:
    files, faults = {}, []
    for at, image in images:
        name = image["file"]
        if not (image.get("alt") or image.get("decorative") is True):
            faults.append(f"/images/{at} {_NO_ALT}")
        if "id" in image:
            faults.append(f'/images/{at} has an "id" and a "file": leave one of the two out')
        if not isinstance(name, str) or not name:
            faults.append(f"/images/{at}/file is not the name of a file")
            continue
        try:
            files[name] = read_picture_file(folder / name)
        except Failure as failure:
            faults.append(f"/images/{at}/file: {failure}")
    if faults:
        raise Failure("\n✗ ".join(["Nothing was sent.", *faults]))
    return files


def _send_all(
    files: Mapping[str, PictureToSend], send: Callable[[PictureToSend], str]
) -> dict[str, str]:
    """Send each, whatever becomes of the others, so that all faults are told at once."""
    ids, faults = {}, []
    for name, file in files.items():
        try:
            ids[name] = send(file)
        except Failure as failure:
            faults.append(str(failure))
    if faults:
        raise Failure("\n✗ ".join(["The article was not sent.", *faults]))
    return ids


def _with_ids(body: str, ids: Mapping[str, str]) -> str:
    """Name pictures by their ids, where a body names their files, percent-encoded or not."""
    by_name = {written: made for name, made in ids.items() for written in (name, quote(name))}
    # The longest first, so that no name is taken for the beginning of another; and up to where
    # Markdown and HTML end an address.
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    return re.sub(
        rf"image:({names})(?=[\s)>\"']|$)", lambda match: f"image:{by_name[match[1]]}", body
    )
