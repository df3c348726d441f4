"""Wherever an article shows its lead on the local AWS, and that nothing shows it any more.

The page itself and its crops are in test_pictures_on_pages.py.
"""

import json
import re
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from broadsheet.domain.identity import article_key
from broadsheet.pages.picture_addresses import DRAWN_CARD, PREVIEW, sharing_path
from commands.erase_picture import erase_picture
from tests.adapters.stores import index_in
from tests.end_to_end.photo_desk import (
    PATIENCE,
    SHARING_PATH,
    PhotoDesk,
    announce,
    say_nothing,
)
from tests.end_to_end.test_life_of_an_article import send
from tests.end_to_end.waiting import eventually

MEDIA = "{http://search.yahoo.com/mrss/}content"


def linked_data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    document: dict[str, Any] = json.loads(found[1])
    return document


def test_a_lead_is_on_cards_in_feeds_and_in_what_machines_read(photo_desk: PhotoDesk) -> None:
    lead, second = photo_desk.send(), photo_desk.send()
    published = photo_desk.publish([lead.shown("A bridge"), second.shown("Hills")])
    page = published.wait_until_shown(second)
    eventually(lambda: len(published.showing(lead)) == len(published.places), "the lists", PATIENCE)
    assert published.showing(second) == [published.path, "/feeds/latest.xml"]

    feed = ET.fromstring(photo_desk.stack.site_get("/feeds/latest.xml").text)  # noqa: S314 - ours
    media = [each.attrib for each in feed.iter(MEDIA) if lead.token in each.attrib["url"]]
    assert media
    assert media[0]["type"] == "image/jpeg"
    assert (media[0]["width"], media[0]["height"]) == ("320", "240")
    address = media[0]["url"].removeprefix(photo_desk.stack.reach.site_url)
    answer = photo_desk.stack.site_get(address)
    assert (answer.status, len(answer.body)) == (
        200,
        int(media[0].get("fileSize", len(answer.body))),
    )

    of_search = linked_data(page.text)["@graph"][0]["image"]
    assert [SHARING_PATH.search(str(image)) is not None for image in of_search] == [True] * 3
    og = dict(re.findall(r'<meta property="(og:image[a-z:]*)" content="([^"]*)">', page.text))
    assert (og["og:image:width"], og["og:image:height"]) == ("1200", "630")
    assert unescape(og["og:image:alt"]) == "A bridge"
    assert og["og:image"].startswith(photo_desk.stack.reach.site_url)
    assert og["og:image"].endswith(f"/{PREVIEW}")


@pytest.mark.usefixtures("local_aws")
@pytest.mark.parametrize("has_picture", [True, False])
def test_nothing_is_shared_of_a_scheduled_article_until_it_is_public(
    photo_desk: PhotoDesk, *, has_picture: bool
) -> None:
    images = [photo_desk.send().shown()] if has_picture else []
    name = PREVIEW if has_picture else DRAWN_CARD
    scheduled = photo_desk.publish(images, publish_at="2099-01-01T00:00:00Z")
    article = scheduled.document["id"]
    index = index_in(photo_desk.stack.describe().table)

    def shared() -> str | None:
        head = index.head(article_key(article))
        return sharing_path(article_key(article), head.content if head else None, name)

    path = eventually(shared, "it is indexed", PATIENCE)
    never = photo_desk.stack.site_get(f"/sharing/{'a' * 10}/{'0' * 12}/{name}")
    answer = photo_desk.stack.site_get(path)
    assert (answer.status, answer.body) == (never.status, never.body) == (404, never.body)

    scheduled.revise(publish_at="2024-02-01T10:00:00Z")
    page = scheduled.wait(lambda page: page.status == 200, "its page is there")
    public = shared()
    assert public
    assert public in page.text
    assert photo_desk.stack.site_get(public).status == 200


def test_what_is_taken_down_is_gone_from_all_lists_and_from_the_history(
    photo_desk: PhotoDesk,
) -> None:
    stack, taken, later = photo_desk.stack, photo_desk.send(), photo_desk.send()
    published = photo_desk.publish([taken.shown("An old bridge")])
    published.wait_until_shown(taken)
    published.revise(images=[taken.shown("The bridge"), later.shown("Its arches")])
    published.wait_until_shown(later)
    difference = "?history=desk-1..desk-2"
    told = published.wait(lambda page: "Its arches" in page.text, "the history", difference)
    assert "An old bridge" in told.text
    assert "/feeds/latest.xml" in published.showing(taken)

    photo_desk.take_down(taken)
    published.wait_until_not_shown(taken)
    photo_desk.wait_until_gone(taken)
    assert published.showing(taken) == []
    # The next one leads now.
    assert published.showing(later) == list(published.places)
    told = stack.site_get(published.path + difference)
    assert "Its arches" in told.text
    for never in ("An old bridge", "The bridge", taken.token):
        assert never not in told.text
    assert photo_desk.statuses(later.addresses) == {200}

    refused = announce(stack, taken)
    assert refused.status == 409
    assert "The right ran out" in refused.json()["detail"]
    photo_desk.bring_back(taken)
    published.wait_until_shown(taken)
    photo_desk.wait_until_served(taken)
    assert announce(stack, taken).status == 200
    assert published.showing(taken) == list(published.places)
    assert "An old bridge" in stack.site_get(published.path + difference).text


def test_a_withdrawn_article_takes_only_those_pictures_that_nobody_else_shows(
    photo_desk: PhotoDesk,
) -> None:
    own, shared = photo_desk.send(), photo_desk.send()
    going = photo_desk.publish([own.shown(), shared.shown()])
    staying = photo_desk.publish([shared.shown()])
    going.wait_until_shown(own)
    staying.wait_until_shown(shared)

    going.withdraw("?as=gone")
    photo_desk.wait_until_gone(own)
    assert photo_desk.statuses(shared.addresses) == {200}
    staying.withdraw("?as=gone")
    photo_desk.wait_until_gone(shared)

    going.revise()
    going.wait_until_shown(own)
    photo_desk.wait_until_served(own)
    photo_desk.wait_until_served(shared)


def test_pictures_stay_where_they_are_if_the_desk_says_so(photo_desk: PhotoDesk) -> None:
    kept, watched = photo_desk.send(), photo_desk.send()
    keeping, going = photo_desk.publish([kept.shown()]), photo_desk.publish([watched.shown()])
    keeping.wait_until_shown(kept)
    going.wait_until_shown(watched)
    keeping.withdraw("?as=gone&pictures=keep")
    keeping.wait(lambda page: page.status == 410, "it is withdrawn")
    going.withdraw("?as=gone")
    # Of its pictures picture was told after the other's.
    photo_desk.wait_until_gone(watched)
    assert photo_desk.statuses(kept.addresses) == {200}


def test_an_erased_picture_is_gone_for_good(photo_desk: PhotoDesk) -> None:
    stack, erased = photo_desk.stack, photo_desk.send()
    published = photo_desk.publish([erased.shown()])
    published.wait_until_shown(erased)
    deleted = erase_picture(stack.reach, erased.id, "By law", say_nothing, settled_after=1)

    kept = {version.key.partition("/")[0] for version in deleted.originals}
    assert kept == {"originals", "uploads"}
    published.wait_until_not_shown(erased)
    photo_desk.wait_until_gone(erased)
    assert published.showing(erased) == []
    for answer in (announce(stack, erased), send(stack, "PUT", erased.path)):
        assert answer.status == 410, answer.text
    for method in ("GET", "DELETE"):
        assert send(stack, method, erased.path).status == 410
    listed = eventually(lambda: send(stack, "GET", "/images"), "the list").json()["images"]
    assert erased.id not in {picture["id"] for picture in listed}
    pages = stack.client("s3").get_paginator("list_object_versions")
    everything = pages.paginate(Bucket=stack.describe().buckets["articles"])
    keys = {each["Key"] for page in everything for each in page.get("Versions", [])}
    left = {key for key in keys if erased.id in key}
    # Its token of the making goes in a day, and says nothing.
    assert {key.partition("/")[0] for key in left} == {"picture-records", "tokens"}
    assert not any(erased.token in key for key in keys)
