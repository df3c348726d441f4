import pytest
from babel import Locale

from broadsheet.pages.languages import comma_of, open_graph_locale


@pytest.mark.parametrize("language", ["en", "el", "tr", "he", "fa", "ur", "ps", "ja", "zh", "am"])
def test_the_comma_is_the_one_of_unicodes_own_list(language: str) -> None:
    pattern = str(Locale.parse(language).list_patterns["standard"]["middle"])
    between = pattern.removeprefix("{0}").removesuffix("{1}").replace("\u200f", "")
    assert comma_of(language) == between


@pytest.mark.parametrize(
    ("language", "comma"),
    [("ar", "، "), ("AR-EG", "، "), ("az-Arab", "، "), ("zh-Hant", "、"), ("", ", "), ("x", ", ")],
)
def test_a_comma_is_known_whatever_the_tag(language: str, comma: str) -> None:
    assert comma_of(language) == comma


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en", "en_US"),
        ("EN-gb", "en_GB"),
        ("el", "el_GR"),
        ("ar", "ar_EG"),
        ("tr", "tr_TR"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh_HK"),
        ("sr-Latn", "sr_RS"),
        ("es-419", "es_419"),
        ("de-1996", "de_DE"),
        ("tlh", None),
        ("x-private", None),
        ('en" onload="x', None),
        ("", None),
    ],
)
def test_a_language_has_a_territory_in_open_graph(language: str, locale: str | None) -> None:
    assert open_graph_locale(language) == locale
