"""What stands in the index is read back as it was written."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.adapters.dynamodb.attributes import to_dynamodb
from broadsheet.adapters.dynamodb.items import card_item, read_card
from broadsheet.domain.lists import Card
from broadsheet.domain.moments import write_moment
from broadsheet.domain.picture import ShownPicture

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
CARD = Card("bridge", "/news/bridge-aaaaaaaaaa", "news", "Bridge opens", None, "en", NOON)
PICTURE = ShownPicture("t" * 26, 1600, 1067, (320, 640), "#806040", "The bridge")


@pytest.mark.parametrize(
    "picture",
    [None, PICTURE, replace(PICTURE, focus=(0.0, 1.0)), replace(PICTURE, focus=(1 / 3, 0.5))],
)
def test_a_card_keeps_its_picture_and_where_its_subject_is(picture: ShownPicture | None) -> None:
    card = replace(CARD, picture=picture)
    place = to_dynamodb({"pk": "LIST#all", "sk": f"{write_moment(NOON)}#bridge"})
    assert read_card(card_item(place, card)) == card
