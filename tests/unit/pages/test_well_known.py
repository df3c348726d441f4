import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.domain.header import HeaderFacts
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.response import PLAIN, Request, Response
from broadsheet.site import Site
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper

Get = Callable[..., Response]


@pytest.mark.parametrize("now", [NOW, datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC)])
def test_security_txt_says_whom_to_tell_and_is_never_out_of_date(get: Get, now: datetime) -> None:
    answer = get("/.well-known/security.txt", now)
    assert answer.headers["Content-Type"] == PLAIN
    fields = dict(line.split(": ", 1) for line in answer.body.splitlines())
    expires = datetime.fromisoformat(fields.pop("Expires"))
    assert timedelta(days=29) <= expires - now <= timedelta(days=30)  # RFC 9116: below a year
    assert fields == {
        "Contact": "mailto:desk@broadsheet.example",
        "Preferred-Languages": "en",
        "Canonical": f"{SITE_URL}/.well-known/security.txt",
    }
    assert get("/security.txt").headers["Location"] == "/.well-known/security.txt"


def test_security_txt_is_the_same_all_day_and_names_no_address_that_is_not_known(
    paper: MemoryPaper, get: Get
) -> None:
    path = "/.well-known/security.txt"
    assert get(path) == get(path, NOW + timedelta(hours=11))
    paper.facts = HeaderFacts()
    assert "Canonical" not in get(path).body


@pytest.mark.parametrize("path", ["/ads.txt", "/llms.txt"])
def test_what_the_settings_do_not_have_is_a_plain_404(
    get: Get, never_was: Response, path: str
) -> None:
    assert get(path) == never_was


def test_the_settings_turn_them_on(paper: MemoryPaper, site: Site) -> None:
    ads = "# ours\nexample.com, 1234, DIRECT"
    newspaper = Newspaper(replace(site, ads_txt=ads, llms_txt=True), paper, paper)
    answer = newspaper.page(Request("GET", "/ads.txt"), NOW)
    assert (answer.body, answer.headers["Content-Type"]) == (f"{ads}\n", PLAIN)
    told = newspaper.page(Request("GET", "/llms.txt"), NOW).body
    assert told.startswith("# The Broadsheet\n\n> News from Cyprus")
    links = re.findall(r"\((https://[^)]+)\)", told)
    assert f"{SITE_URL}/news/" in links
    for link in links:
        asked = Request("GET", link.removeprefix(SITE_URL))
        assert newspaper.page(asked, NOW).status == 200, link
