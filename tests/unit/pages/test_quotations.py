"""Pull quotes: a short quotation with a name; no other, and never with another word."""

import re

import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.pages.quotations import LONGEST_NAME, LONGEST_PULL
from broadsheet.pages.typesetting import typeset


def written(body: str, body_format: BodyFormat = BodyFormat.HTML) -> str:
    """A body as a page has it."""
    return str(typeset(clean_body(body, body_format), "ltr", "Table"))


def quoted(words: str, name: str = "<p>— Eleni Markou</p>") -> str:
    return f"<blockquote><p>{words}</p>{name}</blockquote>"


def without_tags(body: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (quoted("A bridge is a promise."), "— Eleni Markou"),
        (quoted("A bridge.", '<p>– <a href="https://a.example/">Eleni</a>, engineer'), "– Eleni"),
        (quoted("A bridge.", "<footer>— <cite>Eleni Markou</cite>, engineer</footer>"), "— Eleni"),
        (quoted("A bridge.", "<cite>Eleni Markou</cite>"), "Eleni Markou"),
        ("<blockquote>A bridge. <cite>Eleni Markou</cite></blockquote>", "Eleni Markou"),
        ("<blockquote><p>A bridge.<br>— Eleni Markou</blockquote>", "— Eleni Markou"),
    ],
)
def test_a_short_quotation_with_a_name_is_a_pull_quote(body: str, name: str) -> None:
    page = written(body)
    assert page.count('<blockquote class="pull">') == 1
    said = re.search(r'class="said">(.*)', page, re.DOTALL)
    assert said
    assert without_tags(said[1]).startswith(name)
    assert without_tags(page) == without_tags(clean_body(body, BodyFormat.HTML))


def test_so_is_one_of_markdown() -> None:
    page = written("> A bridge is a promise.\n>\n> — Eleni Markou", BodyFormat.MARKDOWN)
    assert '<blockquote class="pull">' in page
    assert '<p class="said">— Eleni Markou</p>' in page


def test_so_is_one_with_its_caption_in_a_figure() -> None:
    figure = "<figure><blockquote><p>{}</p></blockquote><figcaption>Eleni</figcaption></figure>"
    page = written(figure.format("A bridge is a promise."))
    assert '<figure class="pull">' in page
    assert "<blockquote>" in page
    assert "pull" not in written(figure.format("word " * 60))
    assert written(figure.format("A bridge. <cite>Eleni</cite>")).count("pull") == 1


@pytest.mark.parametrize(
    "body",
    [
        "<blockquote><p>A bridge is a promise.</p></blockquote>",
        "<blockquote><p>I read <cite>The Bridge</cite> twice.</p></blockquote>",
        "<blockquote><p>— Where to?</p><p>— Home.</p></blockquote>",
        "<blockquote><p>— Eleni Markou</p></blockquote>",
        "<blockquote><p><cite>Eleni Markou</cite></p></blockquote>",
        quoted("A bridge.", f"<p>— {'x' * LONGEST_NAME}</p>"),
        quoted("A bridge.", "<p>— Eleni Markou</p><p>More.</p>"),
        "<p>A bridge.</p><p>— Eleni Markou</p>",
    ],
)
def test_no_other_is(body: str) -> None:
    page = written(body)
    assert "pull" not in page
    assert "said" not in page


def test_a_long_quotation_has_its_name_and_stays_in_the_text() -> None:
    name = "— E"
    longest = "x" * (LONGEST_PULL - len(name) - 1)
    assert "pull" in written(quoted(longest, f"<p>{name}</p>"))
    page = written(quoted(f"{longest}x", f"<p>{name}</p>"))
    assert "pull" not in page
    assert f'<p class="said">{name}</p>' in page


def test_only_the_quotation_within_is_looked_at() -> None:
    inner = quoted("Within.")
    page = written(f"<blockquote><p>Before.</p>{inner}<p>— After</p></blockquote>")
    assert page.count("said") == page.count("pull") == 1
    assert page.startswith("<blockquote>")


def test_a_name_in_another_script_has_its_direction() -> None:
    page = written(quoted("A bridge.", "<p>— ليلى حداد</p>"))
    assert '<p class="said" dir="auto">— ليلى حداد</p>' in page
