import pytest

from broadsheet.domain.article import BodyFormat
from broadsheet.formats import markdown
from broadsheet.formats.body import clean_body
from broadsheet.formats.markdown import MAX_LABEL, UnrenderableMarkdown, rendered_markdown


def test_markdown_is_rendered_within_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MAX_STEPS", 60)
    assert (
        rendered_markdown("*a* b\n\n- c").html == "<p><em>a</em> b</p>\n<ul>\n<li>c</li>\n</ul>\n"
    )
    assert rendered_markdown("*a* b\n\n- c")  # each text has its own
    with pytest.raises(UnrenderableMarkdown, match="takes more than 60 steps to read; simplify"):
        rendered_markdown("*a* b\n\n- c" * 4)


@pytest.mark.parametrize(
    "hostile",
    ["=\n=\n>", "> # a\nb\n", ">" * 19 + "a\n" + "b\n" * 20_000, "![", "[", "[a\n", "- a\n"],
)
def test_hostile_markdown_is_left_after_so_many_steps(
    hostile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "MAX_STEPS", 50_000)
    with pytest.raises(UnrenderableMarkdown, match="takes more than 50000 steps"):
        rendered_markdown(hostile * (40_000 // len(hostile) + 1))


@pytest.mark.parametrize("use", ["[a]", "![a]"])
def test_a_definition_cannot_be_used_without_end(use: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MAX_ADDRESSES", 1_000)
    definition = f"[a]: /{'x' * 99} '{'t' * 100}'\n\n"
    assert rendered_markdown(definition + f"{use} " * 4).html.count("/xxx") == 4
    with pytest.raises(UnrenderableMarkdown, match="come to more than 1000 characters"):
        rendered_markdown(definition + f"{use} " * 6)


def test_footnotes_lead_there_and_back() -> None:
    cleaned = clean_body(
        "He left.[^1] True.[^2]\n\n[^1]: Ibid.\n[^2]: https://example.com/s", BodyFormat.MARKDOWN
    )
    assert cleaned == (
        '<p>He left.<sup><a id="at-fnref1" href="#at-fn1" rel="noopener">[1]</a></sup> '
        'True.<sup><a id="at-fnref2" href="#at-fn2" rel="noopener">[2]</a></sup></p>\n'
        "<hr>\n<ol>\n"
        '<li id="at-fn1"><p>Ibid. <a href="#at-fnref1" rel="noopener">↩︎</a></p>\n</li>\n'
        '<li id="at-fn2"><p><a href="https://example.com/s" rel="noopener">https://example.com/s'
        '</a> <a href="#at-fnref2" rel="noopener">↩︎</a></p>\n</li>\n</ol>'
    )
    assert clean_body(cleaned, BodyFormat.HTML) == cleaned


def test_a_footnote_that_is_used_twice_is_one() -> None:
    rendered = rendered_markdown("a[^x] b[^x]\n\n[^x]: c").html
    assert rendered.count(">[1]</a>") == 2
    assert rendered.count("<li") == 1
    assert 'href="#fnref1:1"' in rendered


def test_the_label_of_a_footnote_is_short() -> None:
    label = "x" * (MAX_LABEL - 3)
    assert "<sup" in rendered_markdown(f"a[^{label}]\n\n[^{label}]: b").html
    assert "<sup" not in rendered_markdown(f"a[^{label}x]\n\n[^{label}x]: b").html
