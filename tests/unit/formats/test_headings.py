import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.formats.headings import MAX_WORDS
from tests.formats.allowlist import found_unsafe


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<h2>Τι <em>είπε</em></h2>", '<h2 id="at-τι-είπε">Τι <em>είπε</em></h2>'),
        ("<h2>A</h2><h2>A</h2>", '<h2 id="at-a">A</h2><h2 id="at-a-2">A</h2>'),
        ("<h2>a</h2><h2>a</h2><h3 id=a-2>b</h3>",
         '<h2 id="at-a">a</h2><h2 id="at-a-3">a</h2><h3 id="at-a-2">b</h3>'),
        ("<h2 id='x y'>A &amp; b!</h2>", '<h2 id="at-a-b">A &amp; b!</h2>'),
        ("<h2>हिन्दी में</h2>", '<h2 id="at-हनद-म">हिन्दी में</h2>'),
        ("<h2>!</h2><h2></h2>", "<h2>!</h2>"),
        ("<h2>a</h2><a href=#a>b</a>",
         '<h2 id="at-a">a</h2><a href="#at-a" rel="noopener">b</a>'),
    ],
)  # fmt: skip
def test_a_heading_is_reached_by_its_words(markup: str, cleaned: str) -> None:
    assert clean_body(markup, BodyFormat.HTML) == cleaned
    assert clean_body(cleaned, BodyFormat.HTML) == cleaned
    assert found_unsafe(cleaned) == []


def test_an_anchor_is_no_longer_than_it_must_be() -> None:
    cleaned = clean_body(f"<h2>{'ab ' * 900}</h2>", BodyFormat.HTML)
    assert f'id="at-{"ab-" * 13}a"' in cleaned
    assert len("ab-" * 13 + "a") == MAX_WORDS
