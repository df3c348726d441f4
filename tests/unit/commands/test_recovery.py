import json
from datetime import UTC, datetime

from broadsheet.indexing.notices import read_notices
from commands.recovery import created_event, last_of_each_article


def test_one_record_stands_for_its_article() -> None:
    keys = [
        "articles/b/desk/00000001.json",
        "articles/a/desk/00000002.json",
        "articles/a/desk/00000001.json",
    ]
    assert last_of_each_article(keys) == [
        "articles/a/desk/00000002.json",
        "articles/b/desk/00000001.json",
    ]


def test_the_event_is_one_that_index_understands() -> None:
    moment = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
    event = created_event("bucket", "articles/a/desk/00000001.json", moment)
    (notice,) = read_notices(json.dumps(event))
    assert notice.article == "a"
    assert notice.written_at == moment
