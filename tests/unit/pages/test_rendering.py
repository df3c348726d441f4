from pathlib import Path

import pytest
from jinja2 import ModuleLoader

from broadsheet.pages import rendering
from broadsheet.pages.compile import compile_templates
from broadsheet.pages.contexts import Feed, FeedItem
from broadsheet.pages.rendering import render, template_environment

FEED = Feed(
    "A & B", "<about>", "en", "https://a/", "https://a/feed", None,
    (FeedItem("T", None, "https://a/t", "urn:t", "now", "News"),),
)  # fmt: skip


def test_compiled_templates_render_as_their_sources_do(tmp_path: Path) -> None:
    target = tmp_path / "templates_compiled"
    compile_templates(target)
    names = rendering.source_environment().list_templates()
    assert len(list(target.glob("tmpl_*.py"))) == len(names)
    compiled = template_environment(ModuleLoader(target))
    assert compiled.get_template("feed.xml").render(page=FEED) == render(FEED)


def test_what_is_compiled_is_taken_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "templates_compiled"
    compile_templates(target)
    monkeypatch.setattr(rendering, "_COMPILED", target)
    monkeypatch.setattr(rendering, "_TEMPLATES", tmp_path / "nowhere")
    rendering._environment.cache_clear()
    try:
        assert "A &amp; B" in render(FEED)
    finally:
        rendering._environment.cache_clear()
