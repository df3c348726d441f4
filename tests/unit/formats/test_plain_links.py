import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.formats.plain_links import linked, plain_links


@pytest.mark.parametrize(
    ("text", "address", "url"),
    [
        ("See https://example.com/a.", "https://example.com/a", "https://example.com/a"),
        ("HTTP://Example.com", "HTTP://Example.com", "HTTP://Example.com"),
        ("(www.example.com)", "www.example.com", "https://www.example.com"),
        ("x (https://el.wikipedia.org/wiki/Α_(Β)).", "https://el.wikipedia.org/wiki/Α_(Β)",
         "https://el.wikipedia.org/wiki/Α_(Β)"),
        ("«https://example.gr/ά»,", "https://example.gr/ά", "https://example.gr/ά"),
        ("https://example.com?a=1&b=2;", "https://example.com?a=1&b=2",
         "https://example.com?a=1&b=2"),
        ("\u200fhttps://example.com/x؟", "https://example.com/x", "https://example.com/x"),
        ("Write to anna.k+1@mail.example.gr.", "anna.k+1@mail.example.gr",
         "mailto:anna.k+1@mail.example.gr"),
    ],
)  # fmt: skip
def test_an_address_ends_where_its_reader_sees_it_end(text: str, address: str, url: str) -> None:
    link, *others = plain_links(text)
    assert (text[link.start : link.end], link.url) == (address, url)
    assert not others


@pytest.mark.parametrize(
    "text",
    [
        "Booking.com", "example.com/x", "https://", "https://localhost/", "http://...", "www.",
        "ftp://example.com", "javascript:alert(1)", "a@b", "@anna", "xhttps://example.com",
        "https://user@bank",
    ],
)  # fmt: skip
def test_a_name_is_no_address(text: str) -> None:
    assert list(plain_links(text)) == []


def test_a_text_is_escaped_around_and_in_its_addresses() -> None:
    assert linked('a < b https://x.gr/?a&b="c" & d') == (
        'a &lt; b <a href="https://x.gr/?a&amp;b=">https://x.gr/?a&amp;b=</a>"c" &amp; d'
    )


@pytest.mark.parametrize(
    ("markdown", "cleaned"),
    [
        ("https://x.gr/a_b_c", '<a href="https://x.gr/a_b_c" rel="noopener">https://x.gr/a_b_c</a>'),
        ("**www.x.gr**",
         '<strong><a href="https://www.x.gr" rel="noopener">www.x.gr</a></strong>'),
        ("[see https://y.gr](https://x.gr)",
         '<a href="https://x.gr" rel="noopener">see https://y.gr</a>'),
        ("`https://x.gr`", "<code>https://x.gr</code>"),
        (r"https\://x.gr", "https://x.gr"),
    ],
)  # fmt: skip
def test_addresses_in_markdown_are_links_but_in_code_and_in_links(
    markdown: str, cleaned: str
) -> None:
    assert clean_body(markdown, BodyFormat.MARKDOWN) == f"<p>{cleaned}</p>"
