import pytest

from broadsheet.formats import fields


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("en", "en"),
        ("EL-gr", "el-GR"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("zh-YUE-hk", "zh-yue-HK"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("de-1996", "de-1996"),
        ("en-GB-U-CA-gregory", "en-GB-u-ca-gregory"),
        ("en-X-Desk", "en-x-desk"),
    ],
)
def test_a_language_is_written_as_rfc_5646_recommends(written: str, canonical: str) -> None:
    assert fields.a_language(written) == canonical
    assert fields.a_language(canonical) == canonical


@pytest.mark.parametrize(
    "text", ["", "e", "greek language", "el_GR", "el-", "-el", "el--GR", "ελ", "en-u", "e" * 36]
)
def test_what_is_no_language_tag_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a language tag"):
        fields.a_language(text)


def test_an_underscore_in_a_language_is_pointed_out() -> None:
    with pytest.raises(ValueError, match="not an underscore"):
        fields.a_language("el_GR")


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?b=c#d",
        "HTTP://x",
        "http://x:8080/",
        "https://[::1]/",
        "https://εφημερίδα.example/νέα",
    ],
)
def test_an_address_of_a_page_is_accepted(url: str) -> None:
    assert fields.a_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example",
        "//news.example",
        "javascript:alert(1)",
        "ftp://x/",
        "https://",
        "https:///path",
        "https://user:secret@x/",
        "https://x\\@y/",
        "https://x:99999/",
        "https://x:port/",
        "https://[::1/",
        "https://a b/",
        'https://x/"onclick=',
        "https://x/<b>",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is not the address of a page"):
        fields.a_url(url)


def test_an_address_has_a_limit() -> None:
    longest = "https://x/" + "a" * (fields.MAX_URL - 10)
    assert fields.a_url(longest) == longest
    with pytest.raises(ValueError, match="is 2001 characters long; at most 2000"):
        fields.a_url(longest + "a")


@pytest.mark.parametrize("slug", ["a", "a-b", "2026", "a" * 80])
def test_a_slug_is_accepted(slug: str) -> None:
    assert fields.a_slug(slug) == slug


@pytest.mark.parametrize("slug", ["", "A", "a--b", "-a", "a-", "a_b", "a b", "α", "a" * 81, "a\n"])
def test_what_is_no_slug_is_refused(slug: str) -> None:
    with pytest.raises(ValueError, match="is not a slug"):
        fields.a_slug(slug)


def test_a_refused_slug_comes_back_as_one_that_would_do() -> None:
    with pytest.raises(ValueError, match="“my-story-2026”"):
        fields.a_slug("My Story, 2026!")


@pytest.mark.parametrize("article_id", ["a", "0-9", "a-", "a" * 128])
def test_an_id_is_accepted(article_id: str) -> None:
    assert fields.an_id(article_id) == article_id


@pytest.mark.parametrize("article_id", ["", "-a", "A", "a/b", "a_b", "a.b", "..", "ά", "a" * 129])
def test_what_is_no_id_is_refused(article_id: str) -> None:
    with pytest.raises(ValueError, match="is not an id"):
        fields.an_id(article_id)


def test_a_line_is_measured_after_folding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fields.LONGEST, "headline", 3)
    assert fields.a_line("headline")("a \n b") == "a b"
    with pytest.raises(ValueError, match="is 4 characters long; at most 3"):
        fields.a_line("headline")("a bc")


def test_a_name_needs_something_to_make_a_slug_of() -> None:
    assert fields.a_name("name")("Κύπρος") == "Κύπρος"
    with pytest.raises(ValueError, match="no letter or digit"):
        fields.a_name("name")("!!!")


def test_names_that_differ_stay_all_of_them() -> None:
    names = ["Χρήστος Γεωργίου", "Χρίστος Γεωργίου", "C", "C++", "C#"]
    assert fields.without_repeats(names) == names


def test_of_one_name_in_several_cases_the_first_stays_in_its_place() -> None:
    names = ["Cyprus", "Russia", "CYPRUS", "cyprus", "Ukraine", "Russia"]
    assert fields.without_repeats(names) == ["Cyprus", "Russia", "Ukraine"]
