from broadsheet.newsroom.rebuilding import Rebuilt, articles_of, report_document


def test_each_article_is_rebuilt_once_however_many_of_its_keys_come() -> None:
    keys = [f"articles/{one}.json" for one in ("b/desk/00000001", "a/wire/1-x", "b/desk/00000002")]
    assert articles_of(keys) == (["b", "a"], [])


def test_a_key_that_no_record_has_is_told_of() -> None:
    articles, strays = articles_of(["articles/B/desk/00000001.json", "articles/a/desk/1.json"])
    assert articles == []
    assert [stray.split()[1] for stray in strays] == [
        "articles/B/desk/00000001.json",
        "articles/a/desk/1.json",
    ]


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
