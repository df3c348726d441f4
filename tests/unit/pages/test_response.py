from datetime import timedelta

import pytest

from broadsheet.pages.response import HTML, Request, cache_until, document, not_modified_or
from tests.unit.pages.conftest import NOW

PAGE = document(200, "<p>Ωραία</p>", HTML, "public, max-age=0, s-maxage=60")
ETAG = PAGE.headers["ETag"]


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [
        (-5, 0),
        (0, 0),
        (0.4, 0),
        (0.999999, 0),
        (1, 1),
        (7.9, 7),
        (59.999999, 59),
        (60, 60),
        (61, 60),
        (10**9, 60),
    ],
)
def test_the_edge_keeps_a_page_no_longer_than_to_the_next_due_card(
    wait: float, seconds: int
) -> None:
    due = NOW + timedelta(seconds=wait)
    assert cache_until(due, NOW) == f"public, max-age=0, s-maxage={seconds}"


def test_a_page_that_nothing_is_due_on_is_kept_for_a_minute() -> None:
    assert cache_until(None, NOW) == "public, max-age=0, s-maxage=60"


def test_the_validator_is_strong_and_of_the_body() -> None:
    assert document(404, PAGE.body, "text/plain", "no-store").headers["ETag"] == ETAG
    assert document(200, PAGE.body + " ", HTML, "no-store").headers["ETag"] != ETAG
    assert ETAG.startswith('"')


@pytest.mark.parametrize("given", [ETAG, f"W/{ETAG}", f'"other", W/{ETAG}', "*", f"{ETAG},"])
def test_a_reader_who_has_the_page_is_not_sent_it_again(given: str) -> None:
    response = not_modified_or(Request("GET", "/", if_none_match=given), PAGE)
    assert (response.status, response.body) == (304, "")
    assert response.headers == {
        "ETag": ETAG,
        "Cache-Control": "public, max-age=0, s-maxage=60",
        "Content-Type": HTML,
    }


@pytest.mark.parametrize("given", ["", '"other"', ETAG.strip('"'), 'W/"other"'])
def test_a_reader_with_another_page_is_sent_this_one(given: str) -> None:
    assert not_modified_or(Request("GET", "/", if_none_match=given), PAGE) == PAGE


def test_an_error_is_sent_whatever_the_reader_has() -> None:
    error = document(404, "nothing", HTML, "no-store")
    request = Request("GET", "/", if_none_match=error.headers["ETag"])
    assert not_modified_or(request, error) == error


def test_head_is_given_the_body_whose_length_is_told() -> None:
    assert not_modified_or(Request("HEAD", "/"), PAGE) == PAGE
