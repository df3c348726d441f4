"""Calls from the site's pages: they may read what is answered, and no other page may."""

from dataclasses import replace

import pytest

from broadsheet.desk.answers import Answer
from broadsheet.desk.cross_origin import is_preflight, preflight_answer, readable_by_the_site
from broadsheet.desk.requests import DeskRequest
from tests.desk.desk_requests import desk_request

SITE = "https://paper.example"
STRANGERS = ["", "null", "https://paper.example.evil.example", "http://paper.example", SITE.upper()]


def asked(origin: str, operation: str = "OPTIONS /articles") -> DeskRequest:
    request = desk_request(operation, None)
    return replace(request, headers={"origin": origin} if origin else {})


def test_a_browser_is_told_what_the_sites_pages_may_send() -> None:
    assert is_preflight(asked(SITE))
    allowed = preflight_answer(asked(SITE), SITE).headers
    assert {"If-Match", "Idempotency-Key", "Authorization", "X-Amz-Security-Token"} <= {
        *allowed["Access-Control-Allow-Headers"].split(", ")
    }
    assert "DELETE" in allowed["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("origin", STRANGERS)
def test_of_any_other_page_nothing_is_allowed_and_nothing_can_be_read(origin: str) -> None:
    assert preflight_answer(asked(origin), SITE).headers == {}
    answer = readable_by_the_site(Answer(200, {"ETag": '"desk-1"'}), asked(origin), SITE)
    assert answer.headers == {"ETag": '"desk-1"', "Vary": "Origin"}


def test_the_sites_pages_read_what_they_go_on_from() -> None:
    answer = readable_by_the_site(Answer(412, {"ETag": '"desk-2"'}), asked(SITE), SITE)
    assert answer.headers["Access-Control-Allow-Origin"] == SITE
    assert {"ETag", "Location"} <= {*answer.headers["Access-Control-Expose-Headers"].split(", ")}


def test_while_nobody_has_told_where_the_site_is_no_page_is_its_own() -> None:
    assert (
        "Access-Control-Allow-Origin"
        not in readable_by_the_site(Answer(200, {}), asked(""), "").headers
    )


def test_a_signed_call_is_no_question() -> None:
    assert not is_preflight(asked(SITE, "POST /articles"))
