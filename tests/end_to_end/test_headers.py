"""What the CDN says beside every page: to the reader's browser, and to itself."""

import re
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest

from commands.stack.http_calls import HttpAnswer, send
from tests.commands.local_stack import LocalStack

PAGES = ("/", "/news/", "/menu/", "/feeds/latest.xml", "/robots.txt", "/nowhere/")
SECURITY = {
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "script-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "png": "image/png",
    "woff2": "font/woff2",
}
CSP = "content-security-policy"
TO_READERS = "public, max-age=0, must-revalidate"
TO_THE_EDGE = re.compile(r"public, max-age=0, s-maxage=([0-9]+)")
FOR_EVER = "public, max-age=31536000, immutable"
NOT_FOR_READERS = {"cache-tag", "server-timing", "x-amz-meta-tags", "x-powered-by", "set-cookie"}


def read(stack: LocalStack, path: str, method: str = "GET", **headers: str) -> HttpAnswer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return send(method, stack.reach.site_url + path, headers=named)


@pytest.fixture(scope="module")
def static_paths(stack: LocalStack) -> list[str]:
    paths = re.findall(r'"(/static/[^"]+)"', read(stack, "/").text)
    assert {path.rpartition(".")[2] for path in paths} == {"css", "js", "png", "woff2"}
    return paths


@pytest.fixture(scope="module")
def origin(stack: LocalStack) -> str:
    """The host that the CDN itself reads from; on AWS nobody else can."""
    function = stack.describe().functions["render"]
    config = stack.client("lambda").get_function_url_config(FunctionName=function)
    return urlsplit(str(config["FunctionUrl"])).netloc


def test_every_answer_tells_the_browser_what_it_may_do(
    stack: LocalStack, static_paths: list[str]
) -> None:
    for path in (*PAGES, *static_paths, "/news"):
        headers = read(stack, path).headers
        assert {name: headers.get(name) for name in SECURITY} == SECURITY, path
        fields = (field.strip().partition(" ") for field in headers[CSP].split(";"))
        assert {name: value for name, _, value in fields} == POLICY, path
        permissions = headers["permissions-policy"].split(", ")
        assert {"camera=()", "geolocation=()", "microphone=()"} <= set(permissions)


def test_readers_ask_again_every_time(stack: LocalStack) -> None:
    for path in (*PAGES, "/news"):
        assert read(stack, path).headers["cache-control"] == TO_READERS, path


def test_the_edge_is_told_for_how_long(stack: LocalStack, origin: str) -> None:
    for path in PAGES:
        answer = send("GET", stack.aws.endpoint_url + path, headers={"Host": origin})
        told = TO_THE_EDGE.fullmatch(answer.headers["cache-control"])
        assert told, path
        seconds = int(told[1])
        assert 0 <= seconds <= 60
        assert (seconds == 0) is (answer.status == 404)


def test_what_never_changes_is_kept_for_ever(stack: LocalStack, static_paths: list[str]) -> None:
    for path in static_paths:
        answer = read(stack, path)
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.headers["content-type"] == KINDS[path.rpartition(".")[2]]
        missing = read(stack, re.sub(r"\.[0-9a-f]+\.", ".0000000000.", path))
        assert missing.status == 404
        assert "immutable" not in missing.headers["cache-control"]


def test_nothing_that_is_the_edges_own_reaches_readers(
    stack: LocalStack, static_paths: list[str]
) -> None:
    for path in (*PAGES, *static_paths):
        assert not NOT_FOR_READERS & read(stack, path).headers.keys(), path
        assert "s-maxage" not in str(read(stack, path).headers), path


@pytest.mark.parametrize("weak", ["", "W/"])
def test_a_page_that_has_not_changed_is_not_sent_again(
    stack: LocalStack, static_paths: list[str], weak: str
) -> None:
    for path in ("/menu/", "/feeds/latest.xml", "/robots.txt", *static_paths):
        etag = read(stack, path).headers["etag"]
        assert re.fullmatch(r'"[0-9a-f]{32}"', etag)
        again = read(stack, path, if_none_match=f'"other", {weak}{etag}')
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
        assert again.headers["cache-control"] in (TO_READERS, FOR_EVER)
        assert again.headers["content-type"] == read(stack, path).headers["content-type"]
        assert read(stack, path, if_none_match=f'"{"0" * 32}"').status == 200


def test_a_redirect_is_no_json(stack: LocalStack) -> None:
    # Which is what Lambda calls an answer that does not say what it is.
    for path in ("/news", "/NEWS/", "/menu/).", "/menu/%E2%80%8B", "/favicon.ico"):
        answer = read(stack, path)
        assert (answer.status, answer.headers["content-type"]) == (301, "text/plain; charset=utf-8")
        assert answer.text == f"The page is at {answer.headers['location']}\n"


def test_head_says_what_get_says(stack: LocalStack, static_paths: list[str]) -> None:
    for path in (*PAGES, *static_paths):
        got, head = read(stack, path), read(stack, path, "HEAD")
        assert (head.status, head.body) == (got.status, b"")
        assert _lasting(head) == _lasting(got), path
        assert head.headers["content-length"] == str(len(got.body)), path


def test_no_body_follows_a_head(stack: LocalStack) -> None:
    # Asked for by hand: an HTTP client looks for none, and would not see it.
    site = urlsplit(stack.reach.site_url)
    with socket.create_connection(("127.0.0.1", site.port or 80), timeout=10) as connection:
        request = f"HEAD / HTTP/1.1\r\nHost: {site.netloc}\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.partition(b"\r\n\r\n")[2] == b""


def test_a_page_says_how_long_it_is(stack: LocalStack, static_paths: list[str]) -> None:
    # Without it CloudFront would not compress.
    for path in (*PAGES, *static_paths):
        answer = read(stack, path)
        assert answer.headers["content-length"] == str(len(answer.body))
        assert "transfer-encoding" not in answer.headers


def _lasting(answer: HttpAnswer) -> dict[str, Any]:
    """Leave out the headers that are of one answer alone."""
    own = {"date", "via", "content-length"}
    return {
        name: value
        for name, value in answer.headers.items()
        if name not in own and not name.startswith("x-amz")
    }
