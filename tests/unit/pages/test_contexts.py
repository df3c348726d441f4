"""Each template is held to its context: nothing that is not documented, and all that is."""

import dataclasses
import inspect
import pkgutil
import re
from importlib import import_module
from typing import Any, get_args

import pytest
from jinja2 import meta, nodes
from markupsafe import Markup

from broadsheet import pages
from broadsheet.pages.archive import ArchiveDay, ArchiveYear
from broadsheet.pages.article import AlternateLink
from broadsheet.pages.article_notes import CorrectionView, SourceLink
from broadsheet.pages.authors import AuthorNote, AuthorProfile
from broadsheet.pages.cards import CardView
from broadsheet.pages.comparison import ChangedFact
from broadsheet.pages.corrected import CorrectedArticle, ListedCorrection
from broadsheet.pages.front import SectionBlock
from broadsheet.pages.furniture import FeedLink, Furniture
from broadsheet.pages.history import RevisionView
from broadsheet.pages.onward import Onward
from broadsheet.pages.pager import Pager
from broadsheet.pages.parts import Label, MarkedText, NameLink, PageContext, PagePart, Run, Stamp
from broadsheet.pages.pictures import FigureView, PictureView
from broadsheet.pages.ranks import Ranks, Wing
from broadsheet.pages.rendering import source_environment
from broadsheet.pages.sharing import ShareLinks, SharingImage
from broadsheet.pages.translations import TranslationLink


def defined(base: type) -> list[Any]:
    """Every class that the modules of the pages derive from this one."""
    return [
        kind
        for found in pkgutil.iter_modules(pages.__path__, "broadsheet.pages.")
        for _, kind in inspect.getmembers(import_module(found.name), inspect.isclass)
        if issubclass(kind, base) and kind.__module__ == found.name
    ]


CLASSES = [kind for kind in defined(PageContext) if kind is not PageContext]
PARTS = [kind for kind in defined(PagePart) if kind not in (PagePart, PageContext)]
MODULE = '<script type="module" src="{{ page.furniture.script }}"></script>'
DATA = '<script type="application/ld+json">{{ page.news_article }}</script>'
FACTS = '<script type="application/json" id="facts">{{ page.facts }}</script>'
DESK = '<script type="module" src="{{ page.desk_script }}"></script>'
PERSON = '<script type="application/ld+json">{{ page.profile.person }}</script>'
STAMP = Stamp("2025-01-22T14:00:00+02:00", "14:00")
NAME = NameLink("News", "/news/")
LABEL = Label("Opinion", is_opinion=True)
PICTURE = PictureView(
    "/pictures/t/320.avif 320w", "/pictures/t/320.webp 320w", "/pictures/t/320.jpg 320w", "92vw",
    "/pictures/t/320.jpg", 320, 213, "A bridge", "#806040", is_first=True,
)  # fmt: skip
FIGURE = FigureView(PICTURE, "beside", "The bridge at noon.", "Eleni Markou")
CARD = CardView("/news/a", "A headline", "A standfirst", "en", "ltr", "News", STAMP, LABEL, PICTURE)
TRANSLATION = TranslationLink(
    "Ελληνικά", "el", "ltr", "el_GR", "/news/b", "https://paper.example/news/b"
)
WING = Wing((CARD,) * 2)
FEED = FeedLink("RSS", "application/rss+xml", "/feed/")
FURNITURE = Furniture(
    "The Paper", "News", "en", "ltr", "en_US", "12", "Nicosia", STAMP, (NAME,), "/news/", "/front/",
    "/menu/", "/corrections/", "https://paper.example/", "/static/a.css",
    "/static/a.js", "data:,", feeds=(FEED,), own_pages=(NAME,),
)  # fmt: skip
MARKED = MarkedText((Run("Old", None), Run("bridge", "removed"), Run("tunnel", "added")))
LISTED = ListedCorrection("/news/a#correction-1", STAMP, "It was\nTuesday.")
FULL: dict[Any, Any] = {
    Furniture: FURNITURE,
    Stamp: STAMP,
    Pager: Pager("/?newer=a", "/?older=b", STAMP),
    NameLink: NAME,
    CardView: CARD,
    Label: LABEL,
    Ranks: Ranks(CARD, CARD, (WING,) * 2, (CARD,) * 3, (CARD,) * 3, "/briefs/"),
    Wing: WING,
    SectionBlock: SectionBlock(NAME, "wide", (CARD,) * 3),
    CorrectionView: CorrectionView("correction-1", STAMP, "It was\nTuesday."),
    ListedCorrection: LISTED,
    CorrectedArticle: CorrectedArticle(NAME, "en", "ltr", "News", (LISTED,), 2, "/news/a#b"),
    AlternateLink: AlternateLink("text/markdown", "/news/a.md"),
    TranslationLink: TRANSLATION,
    SourceLink: SourceLink("Sky News", "https://news.example"),
    ArchiveYear: ArchiveYear("2025", (NAME,)),
    ArchiveDay: ArchiveDay(NAME, "3 stories", (CARD,)),
    AuthorProfile: AuthorProfile("Reports.", "English", (NAME,), Markup("{}")),
    AuthorNote: AuthorNote(NAME, "Reports."),
    Onward: Onward((CARD,), (CARD,), (TRANSLATION,)),
    ShareLinks: ShareLinks("https://paper.example/news/a", "mailto:?subject=a&body=b"),
    SharingImage: SharingImage("https://paper.example/sharing/a", 1200, 630, "A bridge"),
    PictureView: PICTURE,
    FigureView: FIGURE,
    MarkedText: MARKED,
    ChangedFact: ChangedFact("Section", MARKED, "en"),
    RevisionView: RevisionView(
        "desk-1",
        "A headline",
        "en",
        "ltr",
        STAMP,
        STAMP,
        "It was Tuesday.",
        "?history=a..b",
        "?history=a..c",
    ),
    FeedLink: FEED,
    Markup: Markup("<p>Body</p>"),
    str: "text",
    int: 1,
    bool: True,
}


def sample(kind: Any, *, bare: bool) -> Any:
    """Make a context with everything that it can hold, or with as little."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        types = get_args(field.type) or (field.type,)
        if type(None) in types and bare:
            values[field.name] = None
        elif types[-1] is Ellipsis:
            values[field.name] = () if bare else (FULL[types[0]],) * 3
        elif types[0] is bool:
            values[field.name] = not bare
        else:
            values[field.name] = FULL[types[0]]
    if bare and "furniture" in values:
        values["furniture"] = dataclasses.replace(
            FURNITURE,
            locale=None,
            temperature=None,
            section=None,
            canonical=None,
            base="https://a/",
        )
    if bare and "pager" in values:
        values["pager"] = Pager(None, None, None)
    if bare and "onward" in values:
        values["onward"] = Onward((), (), ())
    if bare and "ranks" in values:
        values["ranks"] = Ranks(None, None, (), (), (), "/briefs/")
    return kind(**values)


class Watched:
    """A part of a context that writes down which of its attributes are asked for."""

    def __init__(self, part: Any, seen: set[tuple[str, str]]) -> None:
        self._part, self._seen = part, seen

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._part, name)
        self._seen.add((type(self._part).__name__, name))
        return watched(value, self._seen)


def watched(value: Any, seen: set[tuple[str, str]]) -> Any:
    if isinstance(value, tuple):
        return tuple(watched(item, seen) for item in value)
    return Watched(value, seen) if dataclasses.is_dataclass(value) else value


def attributes(kind: Any) -> set[tuple[str, str]]:
    return {(kind.__name__, field.name) for field in dataclasses.fields(kind)}


def test_every_template_that_is_no_part_of_others_has_one_context() -> None:
    environment = source_environment()
    parts: set[Any] = set()
    for name in environment.list_templates():
        assert environment.loader
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        parts |= set(meta.find_referenced_templates(tree))
    pages_of = sorted(kind.template for kind in CLASSES)
    assert pages_of == sorted(set(environment.list_templates()) - parts)


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("bare", [False, True])
def test_a_template_uses_nothing_that_its_context_has_not(kind: Any, bare: bool) -> None:  # noqa: FBT001
    # StrictUndefined raises on anything else.
    page = sample(kind, bare=bare)
    assert source_environment().get_template(kind.template).render(page=page)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_template_uses_all_that_is_its_contexts_own(kind: Any) -> None:
    seen: set[tuple[str, str]] = set()
    page = watched(sample(kind, bare=False), seen)
    source_environment().get_template(kind.template).render(page=page)
    assert attributes(kind) <= seen


def test_every_attribute_of_every_part_is_used_by_some_template() -> None:
    seen: set[tuple[str, str]] = set()
    for kind in CLASSES:
        page = watched(sample(kind, bare=False), seen)
        source_environment().get_template(kind.template).render(page=page)
    assert {each for part in PARTS for each in attributes(part)} == seen


@pytest.mark.parametrize("kind", PARTS)
def test_every_attribute_is_documented(kind: type) -> None:
    text = inspect.getdoc(kind) or ""
    documented = {
        name
        for line in re.findall(r"^(\w+(?:, \w+)*)$", text, re.MULTILINE)
        for name in line.split(", ")
    } - {"Attributes"}
    assert documented == {field.name for field in dataclasses.fields(kind)}


def test_templates_know_of_the_page_and_nothing_else() -> None:
    environment = source_environment()
    for name in environment.list_templates():
        assert environment.loader
        source = environment.loader.get_source(environment, name)[0]
        tree = environment.parse(source)
        macros = {name for imported in tree.find_all(nodes.FromImport) for name in imported.names}
        assert meta.find_undeclared_variables(tree) - macros <= {"page"}


def test_nothing_in_a_template_needs_unsafe_inline() -> None:
    environment = source_environment()
    for name in environment.list_templates():
        assert environment.loader
        source = environment.loader.get_source(environment, name)[0]
        for harmless in (MODULE, DATA, PERSON, FACTS, DESK):
            source = source.replace(harmless, "")
        unsafe = re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:|\|\s*safe", source)
        assert not unsafe, name
