from datetime import UTC, datetime

from broadsheet.adapters.dynamodb.items import read_card, read_head
from tests.bench.archive import entries, items

NEWEST = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_an_archive_stands_as_the_pages_read_it() -> None:
    entry, *others = entries(13, NEWEST)
    head, *cards = items(entry)
    assert read_head(head) == entry.head
    assert [read_card(card) for card in cards] == list(entry.cards.values())
    assert {"all", "section#news", "tag#harbours"} <= set(entry.head.lists)
    assert entry.head.publish_at == NEWEST
    moments = [other.head.publish_at for other in (entry, *others) if other.head.publish_at]
    assert moments == sorted(moments, reverse=True)
    assert len({other.path for other in (entry, *others)}) == len(moments) == 13
