"""The comparison of two public revisions of an article: what changed in all that readers see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from broadsheet.domain.article import Prominence
from broadsheet.domain.content import Content, SourceCredit
from broadsheet.domain.history import HistoryEntry
from broadsheet.domain.ports import Contents
from broadsheet.pages.addresses import history_address
from broadsheet.pages.body_words import paragraphs_of
from broadsheet.pages.catalogue import gettext_noop
from broadsheet.pages.changed_pictures import changed_pictures
from broadsheet.pages.differences import (
    fits_a_page,
    marked_names,
    marked_paragraphs,
    marked_words,
    replaced,
)
from broadsheet.pages.furniture import Furniture, compose_furniture
from broadsheet.pages.house_style import HouseStyle, Issue
from broadsheet.pages.parts import MarkedText, NameLink, PageContext, PagePart, Stamp
from broadsheet.pages.pictures import PictureView, Place, on_card
from broadsheet.pages.scripts import direction_of

_SET_OUT_ANEW = gettext_noop("The words are the same: only how they are set out changed.")
_PROMINENCE = {
    Prominence.LEAD: gettext_noop("lead story"),
    Prominence.NORMAL: gettext_noop("story"),
    Prominence.BRIEF: gettext_noop("brief"),
}
_THE_SAME = gettext_noop("Nothing that readers see changed.")


@dataclass(frozen=True, slots=True)
class ComparedRevision:
    """One of two revisions that are compared.

    Attributes
    ----------
    entry
        Of the history.
    since
        Since when readers could see it, as the history tells it from the others.
    """

    entry: HistoryEntry
    since: Stamp


@dataclass(frozen=True, slots=True)
class ChangedFact(PagePart):
    """What changed about an article, beside its text.

    Attributes
    ----------
    name
        Of the fact, such as ``Section``.
    text
        With its change.
    language
        Of the text: BCP 47.
    picture
        What the change is about, small; its words say what it shows.
    """

    name: str
    text: MarkedText
    language: str
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True)
class DifferencePage(PageContext):
    """What changed between two public revisions of an article.

    Attributes
    ----------
    furniture
        What stands around the page.
    article
        The article's headline in the newer of the two, and its path.
    history
        Address of its history.
    language, direction
        Of the newer: BCP 47, and ``ltr`` or ``rtl``.
    older, newer
        Since when readers could see each.
    facts
        What changed beside the text.
    headline, standfirst, byline
        With their changes; the second may be without words.
    body
        Its paragraphs with their changes.
    is_too_long
        Whether they are too long for one page, and so left out.
    unmarked
        What is said where no change is marked.
    """

    template: ClassVar[str] = "difference.html"

    furniture: Furniture
    article: NameLink
    history: str
    language: str
    direction: str
    older: Stamp
    newer: Stamp
    facts: tuple[ChangedFact, ...]
    headline: MarkedText
    standfirst: MarkedText
    byline: MarkedText
    body: tuple[MarkedText, ...]
    is_too_long: bool
    unmarked: str | None


def compose_difference(
    contents: Contents, issue: Issue, path: str, older: ComparedRevision, newer: ComparedRevision
) -> DifferencePage:
    """Compose the page of what changed between two revisions of the article at a path."""
    before, after = (contents.content(each.entry.content) for each in (older, newer))
    facts = (
        *_changed_facts(issue.style, before, after),
        *(
            ChangedFact(name, text, after.language, on_card(picture, Place.ROW))
            for name, text, picture in changed_pictures(issue.style, before, after)
        ),
        *_changed_corrections(issue.style, before, after),
        *_changed_places(issue.style, older.entry, newer.entry),
    )
    texts = (
        marked_words(before.headline, after.headline),
        marked_words(before.standfirst or "", after.standfirst or ""),
        marked_names(_byline(before), _byline(after)),
    )
    body = marked_paragraphs(paragraphs_of(before.body_html), paragraphs_of(after.body_html))
    fits = fits_a_page(body)
    is_unmarked = fits and not facts and not _has_marks([*texts, *body])
    return DifferencePage(
        compose_furniture(issue),
        NameLink(after.headline, path),
        history_address(path),
        after.language,
        direction_of(after.language),
        older.since,
        newer.since,
        facts,
        *texts,
        body=body if fits else (),
        is_too_long=not fits,
        unmarked=_said_of_no_mark(issue.style, before, after) if is_unmarked else None,
    )


def _changed_facts(style: HouseStyle, before: Content, after: Content) -> Iterator[ChangedFact]:
    """Compare what an article says beside its text."""
    gettext = style.catalogue.gettext
    if before.section != after.section:
        names = style.section_name(before.section), style.section_name(after.section)
        yield ChangedFact(gettext("Section"), replaced(*names), style.site.language)
    if before.label != after.label:
        yield ChangedFact(gettext("Label"), replaced(before.label, after.label), after.language)
    if before.prominence != after.prominence:
        told = replaced(
            gettext(_PROMINENCE[before.prominence]), gettext(_PROMINENCE[after.prominence])
        )
        yield ChangedFact(gettext("Prominence"), told, style.site.language)
    tags = [[tag.label for tag in content.tags] for content in (before, after)]
    if tags[0] != tags[1]:
        yield ChangedFact(gettext("Tags"), marked_names(*tags), after.language)
    if before.source != after.source:
        credited = replaced(_credit(before.source), _credit(after.source))
        yield ChangedFact(gettext("Source"), credited, after.language)
    if before.language != after.language:
        yield ChangedFact(
            gettext("Language"), replaced(before.language, after.language), style.site.language
        )


def _changed_corrections(
    style: HouseStyle, before: Content, after: Content
) -> Iterator[ChangedFact]:
    correction = style.catalogue.gettext("Correction")
    for note in before.corrections:
        if note not in after.corrections:
            yield ChangedFact(correction, replaced(note.text, None), before.language)
    for note in after.corrections:
        if note not in before.corrections:
            yield ChangedFact(correction, replaced(None, note.text), after.language)


def _changed_places(
    style: HouseStyle, older: HistoryEntry, newer: HistoryEntry
) -> Iterator[ChangedFact]:
    """Compare where an article stands in time, and at which address if that does not follow."""
    gettext = style.catalogue.gettext
    if older.publish_at and newer.publish_at and older.publish_at != newer.publish_at:
        stamps = style.calendar.moments([older.publish_at, newer.publish_at])
        dates = (stamps[older.publish_at].text, stamps[newer.publish_at].text)
        yield ChangedFact(gettext("Published"), replaced(*dates), style.site.language)
    if older.headline == newer.headline and older.slug != newer.slug:
        yield ChangedFact(gettext("Address"), replaced(older.slug, newer.slug), style.site.language)


def _has_marks(texts: Iterable[MarkedText]) -> bool:
    return any(run.change for text in texts for run in text.runs)


def _said_of_no_mark(style: HouseStyle, before: Content, after: Content) -> str:
    shown = [(content.body_html, content.pictures) for content in (before, after)]
    said = _THE_SAME if shown[0] == shown[1] else _SET_OUT_ANEW
    return style.catalogue.gettext(said)


def _byline(content: Content) -> list[str]:
    return [author.label for author in content.byline]


def _credit(source: SourceCredit | None) -> str | None:
    if source is None:
        return None
    return f"{source.name} ({source.url})" if source.url else source.name
