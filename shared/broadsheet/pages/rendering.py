"""Rendering: a context becomes the text of its page."""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock

from cachetools import LRUCache, cached
from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined

from broadsheet.pages.catalogue import SOURCE_LANGUAGE, catalogue_of
from broadsheet.pages.outlines import outline_of
from broadsheet.pages.parts import PageContext
from broadsheet.pages.reading_time import minutes_to_read
from broadsheet.pages.typesetting import parts_of, typeset

PAGE_BYTES = 64 << 20
"""Of memory, that a worker may keep rendered pages in."""
_TRANSLATES = "jinja2.ext.i18n"
"""What templates are compiled with; once compiled they need it no more."""
_TEMPLATES = Path(__file__).parent / "templates"
COMPILED = Path(__file__).parent / "templates_compiled"


def template_environment(
    loader: BaseLoader, language: str, extensions: Sequence[str] = ()
) -> Environment:
    """Make the environment that templates are written for, with the texts of a language."""
    environment = Environment(
        loader=loader,
        extensions=extensions,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    # Here, so that a page whose text is kept is neither typeset nor counted for nothing.
    environment.filters |= {
        "parts": parts_of,
        "typeset": typeset,
        "minutes": minutes_to_read,
        "outline": outline_of,
    }
    environment.globals |= catalogue_of(language).of_templates()
    return environment


def source_environment(language: str = SOURCE_LANGUAGE) -> Environment:
    """Make the environment over the templates as they were written."""
    environment = template_environment(FileSystemLoader(_TEMPLATES), language, [_TRANSLATES])
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # which the extension makes
    return environment


@cache
def _environment(language: str) -> Environment:
    """Make the environment of compiled templates in the built layer, of sources in a checkout."""
    if COMPILED.is_dir():
        return template_environment(ModuleLoader(COMPILED), language)
    return source_environment(language)


def render(page: PageContext) -> str:
    """Render a page by the template of its class, in the language of the site."""
    environment = _environment(page.furniture.language)
    return environment.get_template(page.template).render(page=page)


def _size_of_page(text: str) -> int:
    # Its context is kept with it, and holds the same words.
    return 2 * sys.getsizeof(text)


_pages: LRUCache[PageContext, str] = LRUCache(PAGE_BYTES, _size_of_page)


@cached(_pages, key=lambda page: page, lock=Lock())
def render_once(page: PageContext) -> str:
    """Render a page, and keep its text: caches ask for it again and again.

    A page depends on its context alone: so its text is the same for as long as nothing of that has
    changed, the day and the temperature in its header included.
    """
    return render(page)
