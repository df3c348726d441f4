from datetime import UTC, datetime

from broadsheet.site_file import load_site
from tests.bench.archive import entries
from tests.bench.peers.ghost import ghost_id
from tests.bench.peers.long_stories import body_html, long_story, slug_of_story


def test_a_story_has_some_five_kilobytes_and_is_the_same_for_all() -> None:
    document = long_story(3, "news")
    assert 4_500 < len(document["body"].encode()) < 5_500
    written = body_html(document)
    assert written.count("<p>") == document["body"].strip().count("\n\n") + 1
    assert "\n" not in written
    assert slug_of_story(3) == "story-3"


def test_our_archive_is_of_the_same_stories() -> None:
    (entry,) = entries(1, datetime(2026, 11, 26, tzinfo=UTC), long_story)
    assert entry.content.headline == long_story(0, load_site().sections[0].slug)["headline"]
    assert len(entry.content.body_html) > 4_500


def test_ids_look_as_ghosts_do_and_tell_kinds_apart() -> None:
    assert len(ghost_id("post", "1")) == 24
    assert len({ghost_id("post", "1"), ghost_id("post", "2"), ghost_id("tag", "1")}) == 3
