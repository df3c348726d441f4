import pytest

from broadsheet.formats import markdown
from broadsheet.formats.markdown import UnrenderableMarkdown, rendered_markdown


def test_markdown_is_rendered_within_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MAX_STEPS", 60)
    assert rendered_markdown("*a* b\n\n- c") == "<p><em>a</em> b</p>\n<ul>\n<li>c</li>\n</ul>\n"
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
    assert rendered_markdown(definition + f"{use} " * 4).count("/xxx") == 4
    with pytest.raises(UnrenderableMarkdown, match="come to more than 1000 characters"):
        rendered_markdown(definition + f"{use} " * 6)
