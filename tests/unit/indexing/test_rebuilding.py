from broadsheet.domain.stored import StoredObject
from broadsheet.indexing.rebuilding import Rebuilt, articles_beginning_in, report_document

LOG = [
    "articles/a/wire/1-x.json",
    "articles/b/b-stray.json",
    "articles/b/desk/00000001.json",
    "articles/b/desk/00000002.json",
]


def objects(prefix: str) -> list[StoredObject]:
    return [StoredObject(key, "") for key in LOG if key.startswith(prefix)]


def test_each_article_is_rebuilt_once_however_many_of_its_keys_come() -> None:
    keys = [LOG[2], LOG[0], LOG[3]]
    assert articles_beginning_in(keys, objects) == (["b", "a"], [])


def test_an_article_is_left_to_the_batch_that_has_its_first_record() -> None:
    assert articles_beginning_in(LOG[3:], objects) == ([], [])
    assert articles_beginning_in(LOG[2:3], objects) == (["b"], [])


def test_an_article_that_has_gone_since_the_listing_begins_nowhere() -> None:
    assert articles_beginning_in(["articles/c/wire/1-x.json"], objects) == ([], [])


def test_only_an_article_without_the_desks_first_revision_is_looked_up() -> None:
    looked_up: list[str] = []

    def look_up(prefix: str) -> list[StoredObject]:
        looked_up.append(prefix)
        return objects(prefix)

    assert articles_beginning_in(LOG, look_up)[0] == ["a", "b"]
    assert articles_beginning_in(LOG[3:], look_up) == ([], [])
    assert looked_up == ["articles/a/", "articles/b/"]


def test_a_key_that_no_record_has_is_told_of() -> None:
    keys = ["articles/B/desk/00000001.json", "articles/a/desk/1.json"]
    articles, strays = articles_beginning_in(keys, objects)
    assert articles == []
    assert [stray.split()[1] for stray in strays] == keys


def test_the_report_tells_what_was_equal_repaired_and_faulty() -> None:
    rebuilt = [Rebuilt("a", ()), Rebuilt("b", ("head",)), Rebuilt("c", (), "cannot be read")]
    assert report_document(rebuilt, ["stray"], seconds=1.23456) == {
        "articles": 3,
        "equal": 1,
        "repaired": [{"article": "b", "differences": ["head"]}],
        "faults": [
            {"article": "c", "reason": "cannot be read"},
            {"article": None, "reason": "stray"},
        ],
        "seconds": 1.235,
    }
