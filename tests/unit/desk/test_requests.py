"""What a request of the desk says, read from API Gateway's event."""

import base64
from typing import Any

import pytest

from broadsheet.desk.api_gateway import read_request
from broadsheet.desk.requests import MAX_DOCUMENT_BYTES, DeskRequest
from broadsheet.domain.problems import (
    DocumentTooLarge,
    NoSuchArticle,
    RevisionRequired,
    UnsupportedFormat,
)

JSON = {"Content-Type": "application/json"}


def request_of(**changes: Any) -> DeskRequest:
    event = {
        "httpMethod": "PUT",
        "resource": "/articles/{id}",
        "pathParameters": {"id": "bridge"},
        "headers": JSON,
        "queryStringParameters": None,
        "requestContext": {"requestId": "r-1", "identity": {"userArn": "arn:aws:iam::1:user/a"}},
        "body": base64.b64encode(b"{}").decode(),
        "isBase64Encoded": True,
    }
    return read_request(event | changes)


def test_the_body_is_what_was_sent_byte_for_byte() -> None:
    sent = b'\xef\xbb\xbf{"headline": "\xff"}\r\n'
    body = base64.b64encode(sent).decode()
    assert request_of(body=body).document == ("application/json", sent)
    assert request_of(body="Λευκωσία", isBase64Encoded=False).body == "Λευκωσία".encode()
    assert request_of(body=None).body == b""


def test_it_knows_who_sent_it_and_which_request_it_was() -> None:
    request = request_of()
    assert request.operation == "PUT /articles/{id}"
    assert request.article_id == "bridge"
    assert request.contributor == "arn:aws:iam::1:user/a"
    assert request.correlation_id == "r-1"


@pytest.mark.parametrize("path_id", ["", "-a", "Bridge", "a/b", "a b", "ä", "a" * 129, "a\n"])
def test_an_impossible_id_is_no_article(path_id: str) -> None:
    request = request_of(pathParameters={"id": path_id})
    with pytest.raises(NoSuchArticle):
        _ = request.article_id


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "APPLICATION/JSON", "application/json; charset=utf-8",
     'application/json;charset="UTF-8"', "application/json; charset=utf8",
     "application/json; charset=utf-8;", "application/json; profile=x; charset=utf-8"],
)  # fmt: skip
def test_json_is_read_in_utf_8(content_type: str) -> None:
    document = request_of(headers={"content-type": content_type}).document
    assert document == ("application/json", b"{}")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/json; charset=latin-1"},
     {"Content-Type": "application/jsonp"}],
)  # fmt: skip
def test_another_type_is_not_read(headers: dict[str, str]) -> None:
    request = request_of(headers=headers)
    with pytest.raises(UnsupportedFormat, match=r"application/json|UTF-8"):
        _ = request.document


def test_a_compressed_document_is_refused_in_words() -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    with pytest.raises(UnsupportedFormat, match="Content-Encoding 'gzip' is not read"):
        _ = request_of(headers=headers).document
    assert request_of(headers=headers | {"Content-Encoding": "identity"}).document[1] == b"{}"


def test_the_document_has_at_most_a_mebibyte() -> None:
    just = b"x" * MAX_DOCUMENT_BYTES
    assert request_of(body=base64.b64encode(just).decode()).document[1] == just
    over = request_of(body=base64.b64encode(just + b"x").decode())
    with pytest.raises(DocumentTooLarge, match="1,048,577"):
        _ = over.document


@pytest.mark.parametrize(
    ("header", "based_on"),
    [('"desk-1"', "desk-1"), (' "desk-12" ', "desk-12"), ('W/"desk-1"', 'W/"desk-1'),
     ("desk-3", "desk-3")],
)  # fmt: skip
def test_if_match_names_the_revision_a_change_is_based_on(header: str, based_on: str) -> None:
    assert request_of(headers={"If-Match": header}).based_on == based_on


@pytest.mark.parametrize("headers", [{}, {"If-Match": ""}, {"If-Match": " * "}])
def test_a_change_that_names_no_revision_is_asked_for_one(headers: dict[str, str]) -> None:
    request = request_of(headers=headers)
    with pytest.raises(RevisionRequired, match="If-Match"):
        _ = request.based_on
