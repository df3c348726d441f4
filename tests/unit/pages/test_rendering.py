from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import ModuleLoader

from broadsheet.pages import rendering
from broadsheet.pages.compile import compile_templates
from broadsheet.pages.errors import FailurePage, NotFoundPage
from broadsheet.pages.furniture import Furniture
from broadsheet.pages.parts import Stamp
from broadsheet.pages.rendering import render, render_once, template_environment

FURNITURE = Furniture(
    "The Paper", "About it", "en", "ltr", None, "12", "Nicosia",
    Stamp("2026-11-23", "23 November, 2026"), (), None, "/", "/menu/", "/corrections/",
    None, "/static/paper.css", "/static/paper.js", "data:,",
)  # fmt: skip
PAGE = NotFoundPage(replace(FURNITURE, paper="A & B"))


def test_compiled_templates_render_as_their_sources_do(tmp_path: Path) -> None:
    target = tmp_path / "templates_compiled"
    compile_templates(target)
    names = rendering.source_environment().list_templates()
    assert len(list(target.glob("tmpl_*.py"))) == len(names)
    compiled = template_environment(ModuleLoader(target), "en")
    assert compiled.get_template(PAGE.template).render(page=PAGE) == render(PAGE)


def test_what_is_compiled_is_taken_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "templates_compiled"
    compile_templates(target)
    monkeypatch.setattr(rendering, "COMPILED", target)
    monkeypatch.setattr(rendering, "_TEMPLATES", tmp_path / "nowhere")
    rendering._environment.cache_clear()
    try:
        assert "A &amp; B" in render(PAGE)
    finally:
        rendering._environment.cache_clear()


def test_a_page_is_rendered_once_while_nothing_of_it_changes() -> None:
    page = NotFoundPage(FURNITURE)
    assert render_once(NotFoundPage(replace(FURNITURE))) is render_once(page)


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        (replace(FURNITURE, temperature="13"), "<bdi>13°</bdi>"),
        (replace(FURNITURE, today=Stamp("2026-11-24", "24 November, 2026")), "24 November, 2026"),
        (replace(FURNITURE, paper="The Other Paper"), "The Other Paper"),
    ],
)
def test_a_page_is_rendered_anew_when_anything_of_it_changes(
    changed: Furniture, shown: str
) -> None:
    assert shown not in render_once(NotFoundPage(FURNITURE))
    assert shown in render_once(NotFoundPage(changed))


def test_pages_of_one_content_and_two_templates_are_two() -> None:
    assert render_once(NotFoundPage(FURNITURE)) != render_once(FailurePage(FURNITURE))


def test_pages_are_kept_by_their_bytes_and_not_by_their_number() -> None:
    kept = rendering._pages
    kept.clear()
    for number in range(20):
        about = f"{number}😀" + "a" * 1_500_000  # one emoji makes each character four bytes
        render_once(NotFoundPage(replace(FURNITURE, about=about)))
        assert kept.currsize <= rendering.PAGE_BYTES
    assert 1 <= len(kept) < 20
    kept.clear()


def test_a_page_too_large_to_keep_is_rendered_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rendering._pages, "_Cache__maxsize", 1)
    assert "404" in render_once(NotFoundPage(replace(FURNITURE, paper="Too large")))
