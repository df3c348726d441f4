"""Pictures from the command line: sent, waited for, named by their files, taken down."""

import json
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console
from rich.progress import Progress

from broadsheet.domain.picture import MAX_PICTURE_BYTES
from commands.command_line import broadsheet
from commands.picture import send_with_bar
from commands.stack import pictures, signers, uploads
from commands.stack.http_calls import HttpAnswer
from commands.stack.pictures import read_picture_file
from commands.terminal import Failure
from tests.commands.memory_api import MemoryApi

BYTES = b"\xff\xd8 a picture\r\n--of the harbour\r\n\x00\xff"
"""With what might end a form, or be taken for text."""


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> MemoryApi:
    api = MemoryApi()
    caller = api.caller
    monkeypatch.setattr(signers, "find_signer", lambda *_: caller.signer)
    monkeypatch.setattr("commands.stack.options.reach_stack", lambda *_, **__: caller.reach)
    monkeypatch.setattr(uploads, "send", api.take_file)
    monkeypatch.setattr(pictures, "_ASK_AGAIN", 0.0)
    return api


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.jpg"
    path.write_bytes(BYTES)
    return path


def run(*arguments: object, **env: str) -> Result:
    return CliRunner().invoke(broadsheet, [str(each) for each in arguments], env=env)


def test_a_picture_is_sent_as_it_is_and_told_of(api: MemoryApi, photo: Path) -> None:
    result = run("picture", photo)
    assert result.exit_code == 0, result.output
    ((picture, sent),) = api.sent.items()
    assert sent == BYTES
    said = " ".join(result.output.split())
    for words in (
        f"id {picture}",
        "size 1600 by 1067 pixels",
        "caption The harbour at dawn",
        "credit Eleni Markou",
        "taken at 2026-11-20",
        "! It is upside down.",
    ):
        assert words in said
    assert "copyright" not in said
    state = api.pictures.read(picture)
    assert state
    assert state.announcement
    assert (state.announcement.filename, state.announcement.content_type) == (
        "harbour.jpg",
        "image/jpeg",
    )


def test_who_waits_is_told_that_the_file_is_sent(
    api: MemoryApi, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Console(file=StringIO(), force_terminal=True, width=200)
    monkeypatch.setattr("commands.picture.upload_bar", lambda: Progress(console=terminal))
    send_with_bar(read_picture_file(photo), api.caller)
    assert isinstance(terminal.file, StringIO)
    assert "harbour.jpg is sent, and being made" in terminal.file.getvalue()


def test_the_same_file_again_is_not_sent_again(api: MemoryApi, photo: Path) -> None:
    run("picture", photo)
    api.sent.clear()
    result = run("picture", photo)
    assert (result.exit_code, api.sent) == (0, {})
    assert "The harbour at dawn" in result.output


def test_whatever_becomes_of_one_the_others_are_sent(
    api: MemoryApi, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "bridge.png"
    other.write_bytes(b"A bridge")
    take = api.take_file

    def refusing(*call: Any) -> HttpAnswer:
        api.refuses = None if api.sent else "is cut off"
        return take(*call)

    monkeypatch.setattr(uploads, "send", refusing)
    result = run("picture", photo, other)
    assert isinstance(result.exception, Failure)
    assert str(result.exception) == f"{photo} was refused: the picture is cut off."
    assert (len(api.sent), str(other) in result.output.replace("\n", "")) == (2, True)


def test_what_s3_says_is_told(api: MemoryApi, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def grown(method: str, url: str, body: Any, headers: Any) -> HttpAnswer:
        pieces = list(body)
        longer = iter([*pieces[:-1], b"more", pieces[-1]])
        size = str(int(headers["Content-Length"]) + 4)
        return api.take_file(method, url, longer, headers | {"Content-Length": size})

    monkeypatch.setattr(uploads, "send", grown)
    result = run("picture", photo)
    assert str(result.exception) == f"S3 refused {photo}: It is too large (EntityTooLarge)."


def test_an_upload_that_breaks_off_is_told(
    api: MemoryApi, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(*_: Any) -> HttpAnswer:
        raise BrokenPipeError("Broken pipe")

    monkeypatch.setattr(uploads, "send", breaking)
    result = run("picture", photo)
    assert str(result.exception) == (
        f"The upload of {photo} broke off (Broken pipe): send it again."
    )
    assert api.sent == {}


def test_a_picture_that_is_worked_at_is_waited_for(
    api: MemoryApi, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[Any] = []
    append = api.pictures.append
    take = api.take_file

    def slow(*call: Any) -> HttpAnswer:
        monkeypatch.setattr(api.pictures, "append", late.append)
        answered = take(*call)
        monkeypatch.setattr(api.pictures, "append", append)
        return answered

    def work_it_out(_seconds: float) -> None:
        append(late.pop())

    monkeypatch.setattr(uploads, "send", slow)
    monkeypatch.setattr(time, "sleep", work_it_out)
    assert run("picture", photo).exit_code == 0
    assert api.asked == ["POST /images", "GET /images/{id}", "GET /images/{id}"]


def test_nobody_waits_for_ever(
    api: MemoryApi, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "READY_DEADLINE", 0.0)
    result = run("picture", photo)
    assert "is not ready after 0 seconds" in str(result.exception)
    assert api.sent


def test_a_picture_is_taken_down_and_brought_back(api: MemoryApi, photo: Path) -> None:
    run("picture", photo)
    (picture,) = api.sent
    result = run("picture", "--take-down", picture, "--reason", "The agency's kill & 100%")
    assert result.exit_code == 0, result.output
    state = api.pictures.read(picture)
    assert state
    assert state.takedown
    assert state.takedown.reason == "The agency's kill & 100%"
    refused = run("picture", photo)
    assert "The agency's kill & 100%" in str(refused.exception)
    assert f"PUT /images/{picture}" in str(refused.exception)
    assert "is ready" in run("picture", BROADSHEET_BRING_BACK=picture).output
    assert run("picture", photo).exit_code == 0


def test_a_picture_that_never_was_cannot_be_taken_down(api: MemoryApi) -> None:
    result = run("picture", "--take-down", "a" * 26)
    assert "No picture has the id" in str(result.exception)
    assert api.asked == ["DELETE /images/{id}"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--take-down", "a" * 26, "--bring-back", "b" * 26),
        ("--take-down", "bridge"),
        ("nowhere.jpg",),
    ],
)
def test_what_is_not_one_thing_to_do_is_refused(api: MemoryApi, arguments: tuple[str, ...]) -> None:
    assert run("picture", *arguments).exit_code == 2
    assert api.asked == []


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("harbour.svg", 1, "is not called as a picture is: .* Save the drawing as a PNG."),
        ("harbour", 1, "is not called as a picture is"),
        ("empty.jpg", 0, "has 0 bytes"),
        ("large.jpg", MAX_PICTURE_BYTES + 1, "has 41,943,041 bytes; .* Save it with fewer pixels"),
    ],
)
def test_what_would_not_be_taken_is_not_sent(
    tmp_path: Path, name: str, size: int, words: str
) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)
    with pytest.raises(Failure, match=words):
        read_picture_file(path)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.JPG", "image/jpeg"),
        ("a.jpeg", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
        ("a.gif", "image/gif"),
        ("a.avif", "image/avif"),
        ("a.tif", "image/tiff"),
        ("a.heic", "image/heic"),
        ("a.heif", "image/heif"),
    ],
)
def test_every_ending_that_pictures_have_is_known(
    tmp_path: Path, name: str, content_type: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert read_picture_file(tmp_path / name).content_type == content_type


def article(folder: Path, **changes: Any) -> Path:
    fields = {"headline": "Harbour", "section": "news", "body": "It is there.", "id": "harbour"}
    path = folder / "article.json"
    path.write_text(json.dumps(fields | {"publish_at": "hold"} | changes, ensure_ascii=False))
    return path


def submitted(api: MemoryApi) -> dict[str, Any]:
    (message,) = api.log.messages.values()
    document: dict[str, Any] = json.loads(message)
    return document


@pytest.fixture
def _submitting(api: MemoryApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert api


@pytest.mark.usefixtures("_submitting")
def test_an_article_names_its_pictures_by_their_files(
    api: MemoryApi, tmp_path: Path, photo: Path
) -> None:
    folder = tmp_path / "in print"
    folder.mkdir()
    (folder / "quay.jpg").write_bytes(b"The quay")
    (folder / "quay.jpg copy.png").write_bytes(b"Another quay")
    images = [
        {"file": photo.name, "alt": "The harbour"},
        {"file": "in print/quay.jpg", "decorative": True},
        {"alt": "Another", "file": "in print/quay.jpg copy.png", "caption": "C"},
    ]
    body = (
        "One\n\n![](image:in%20print/quay.jpg)\n\n![](<image:in print/quay.jpg copy.png>)\n\n"
        "![](image:elsewhere.jpg)"
    )
    path = article(tmp_path, images=images, body=body, body_format="markdown")
    result = run("submit", path)
    assert result.exit_code == 0, (result.output, result.exception)
    sent = {data: picture for picture, data in api.sent.items()}
    harbour, quay, other = sent[BYTES], sent[b"The quay"], sent[b"Another quay"]
    document = submitted(api)
    assert document["images"] == [
        {"id": harbour, "alt": "The harbour"},
        {"id": quay, "decorative": True},
        {"id": other, "alt": "Another", "caption": "C"},
    ]
    assert document["body"] == (
        f"One\n\n![](image:{quay})\n\n![](<image:{other}>)\n\n![](image:elsewhere.jpg)"
    )


@pytest.mark.usefixtures("_submitting")
def test_an_article_that_names_no_file_is_sent_byte_for_byte(
    api: MemoryApi, tmp_path: Path
) -> None:
    path = article(tmp_path)
    path.write_text(path.read_text() + "\n \n")
    assert run("submit", path).exit_code == 0
    assert list(api.log.messages.values()) == [path.read_bytes()]


@pytest.mark.usefixtures("_submitting")
def test_what_is_wrong_with_its_pictures_is_told_before_anything_is_sent(
    api: MemoryApi, tmp_path: Path, photo: Path
) -> None:
    images = [
        {"file": photo.name},
        {"file": photo.name, "alt": "", "decorative": False},
        {"file": "nowhere.jpg", "alt": "A"},
        {"file": photo.name, "alt": "A", "id": "x"},
        {"file": 7, "alt": "A"},
    ]
    result = run("submit", article(tmp_path, images=images))
    told = str(result.exception).split("\n✗ ")
    assert told[0] == "Nothing was sent."
    assert [line.split()[0] for line in told[1:]] == [
        "/images/0",
        "/images/1",
        "/images/2/file:",
        "/images/3",
        "/images/4/file",
    ]
    assert 'write "decorative": true' in told[1]
    assert (api.asked, api.sent) == ([], {})


@pytest.mark.usefixtures("_submitting")
def test_every_file_that_is_refused_is_told_at_once(
    api: MemoryApi, tmp_path: Path, photo: Path
) -> None:
    (tmp_path / "quay.jpg").write_bytes(b"The quay")
    images = [{"file": name, "alt": "A"} for name in (photo.name, "quay.jpg")]
    api.refuses = "is cut off"
    result = run("submit", article(tmp_path, images=images))
    assert str(result.exception).split("\n✗ ") == [
        "The article was not sent.",
        f"{photo} was refused: the picture is cut off.",
        f"{tmp_path / 'quay.jpg'} was refused: the picture is cut off.",
    ]
    assert "POST /articles" not in api.asked


@pytest.mark.usefixtures("_submitting")
@pytest.mark.parametrize("written", ["{", "[]", '{"images": 7}', '{"images": [7, "file"]}'])
def test_what_is_no_article_is_left_to_the_api(
    api: MemoryApi, tmp_path: Path, written: str
) -> None:
    path = tmp_path / "article.json"
    path.write_text(written)
    result = run("submit", path)
    assert str(result.exception).startswith("The API refused the article")
    assert api.asked == ["POST /articles"]
