"""The projection: everything that follows from the state of an article, as one value.

Indexing applies it, rebuilding compares it with what stands, a preview only shows it. Whatever
else is to follow an article's state is a further reader of this value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from broadsheet.domain.article import Article
from broadsheet.domain.content import Content, CorrectionNote, Link, SourceCredit
from broadsheet.domain.fold import ArticleState, items_seen
from broadsheet.domain.head import Head, SeenHeadline
from broadsheet.domain.history import PublicRevision, public_revisions
from broadsheet.domain.identity import article_key, article_path
from broadsheet.domain.lists import (
    ALL,
    CORRECTIONS,
    HELD,
    MAX_CARD_TEXT_BYTES,
    WITHDRAWN,
    Card,
    RankedLists,
    author_list,
    cut_to_bytes,
    gone_list,
    newest_on_card,
    section_list,
    tag_list,
    translations_list,
)
from broadsheet.domain.moments import write_moment
from broadsheet.domain.picture import PictureState
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.readable_state import ReadableState
from broadsheet.domain.record import Record, WithdrawnAs
from broadsheet.domain.slug import slug_of_name
from broadsheet.formats.body import UncleanableBody, clean_body
from broadsheet.formats.placements import with_marks
from broadsheet.indexing.illustrations import lead_on_card, shown_pictures, shows_lead
from broadsheet.site import Site


@dataclass(frozen=True, slots=True)
class Projection:
    """What follows from the state of an article.

    Attributes
    ----------
    head
        What the index holds of it. It names no content and no history yet: their keys hold the
        digests of their bytes, which are known once they are made (``indexing/contents.py``).
    cards
        Its card in each list that it stands in.
    readable
        What its content is made of; nothing where it has no page.
    public
        The revisions that readers could see, where they are several and readers may know of them.
    pictured
        The revisions whose pictures count as the article's: of those that readers may see, and of
        all that was withdrawn with its pictures.
    pictures
        What is known of these pictures, by their ids.
    """

    head: Head
    cards: Mapping[str, Card]
    readable: ReadableState | None = None
    public: tuple[PublicRevision, ...] = ()
    pictured: tuple[Record, ...] = ()
    pictures: Mapping[str, PictureState] = field(default_factory=dict)

    def with_pictures(self, pictures: Mapping[str, PictureState]) -> Self:
        """Return the same with what is known of its pictures: cards for readers have the lead."""
        article = self.readable.article if self.readable else None
        lead = article and lead_on_card(article, pictures)
        cards = {
            name: replace(card, picture=lead) if lead and shows_lead(name) else card
            for name, card in self.cards.items()
        }
        return replace(self, cards=cards, pictures=pictures)

    def naming(self, pictures: tuple[str, ...]) -> Self:
        """Return the same with a head that names its pictures."""
        return replace(self, head=replace(self.head, pictures=pictures))

    def content(self) -> Content:
        """Make what the page shows; its body becomes safe HTML here.

        Raises
        ------
        ValueError
            If the article has no page.
        UnreadableRevision
            If no safe HTML can be made of the body.
        """
        if self.readable is None or self.readable.article is None:
            raise ValueError(f"{self.head.article} has no page")
        return content_of(self.readable.state, self.readable.article, self.pictures)


def project(
    readable: ReadableState, site: Site, pictures: Mapping[str, PictureState]
) -> Projection:
    """Return what follows from a state: a pure function, which makes no content yet.

    Parameters
    ----------
    readable
        The state.
    site
        The paper's settings.
    pictures
        What is known of the article's pictures, by their ids; of one that is not among them readers
        see nothing.
    """
    state, article = readable.state, readable.article
    path = None
    if article:
        path = article_path(article.section, article.slug, article_key(state.article))
    cards = _cards(state, article, path, site) if article and path else {}
    head = _head(readable, path, tuple(cards))
    if article is None or state.withdrawal:
        return Projection(head, cards, pictured=_withdrawn_with_pictures(readable))
    public = public_revisions(readable.records) if site.history else ()
    shown = public if len(public) > 1 else ()
    items = [state.item, *(each.state.item for each in shown)]
    pictured = tuple({item.name: item for item in items if item}.values())
    return Projection(head, cards, readable, shown, pictured).with_pictures(pictures)


def _head(readable: ReadableState, path: str | None, lists: tuple[str, ...]) -> Head:
    state, article = readable.state, readable.article
    return Head(
        article=state.article,
        key=article_key(state.article),
        revision=str(state.head.name),
        folded=state.folded,
        path=path,
        content=None,
        received_at=state.head.received_at,
        publish_at=state.publish_at,
        corrected_at=state.corrected_at,
        withdrawal=state.withdrawal,
        lists=lists,
        correlation_id=state.head.correlation_id,
        seen=_seen_headline(readable),
        contributor=state.head.contributor,
        byline=article.byline if article else (),
        tags=article.tags if article else (),
    )


def _withdrawn_with_pictures(readable: ReadableState) -> tuple[Record, ...]:
    """Return the revisions whose pictures went with a withdrawal: all, or none if they are kept."""
    withdrawal = readable.state.withdrawal
    if withdrawal is None or withdrawal.keeps_pictures:
        return ()
    return tuple(record for record in readable.records if record.message)


def _seen_headline(readable: ReadableState) -> SeenHeadline | None:
    """Return the headline of what was withdrawn as *gone*, where readers have seen that item.

    A headline that was still under embargo when the article was withdrawn stays untold.
    """
    state, article = readable.state, readable.article
    if state.withdrawal is None or state.withdrawal.withdrawn_as is not WithdrawnAs.GONE:
        return None
    if article is None or not any(seen == state.item for seen in items_seen(readable.records)):
        return None
    text = cut_to_bytes(article.headline, MAX_CARD_TEXT_BYTES)
    return SeenHeadline(text, article.language)


def content_of(
    state: ArticleState, article: Article, pictures: Mapping[str, PictureState]
) -> Content:
    """Make what the page of a state shows; the body becomes safe HTML here.

    Parameters
    ----------
    state, article
        The state, and its item.
    pictures
        As for :func:`project`.

    Raises
    ------
    UnreadableRevision
        If no safe HTML can be made of the body.
    """
    source = article.source
    shown = shown_pictures(article, pictures)
    placed = {picture: index for index, picture in enumerate(shown) if index}  # but for the lead
    return Content(
        article=state.article,
        revision=str(state.head.name),
        section=article.section,
        headline=article.headline,
        standfirst=article.standfirst,
        language=article.language,
        body_html=with_marks(_cleaned_body(state, article), placed),
        byline=tuple(Link(name, slug_of_name(name, "author")) for name in article.byline),
        tags=tuple(Link(tag, slug_of_name(tag, "tag")) for tag in article.tags),
        source=SourceCredit(source.name, source.url) if source else None,
        corrections=_public_notes(state),
        modified_at=write_moment(state.head.received_at),
        label=article.label,
        prominence=article.prominence,
        pictures=tuple(shown.values()),
    )


def _cleaned_body(state: ArticleState, article: Article) -> str:
    try:
        return clean_body(article.body, article.body_format)
    except UncleanableBody as error:
        raise UnreadableRevision(str(state.head.name), f"its body {error}") from error


def _public_notes(state: ArticleState) -> tuple[CorrectionNote, ...]:
    """Return the corrections that readers may see, the oldest first."""
    return tuple(
        CorrectionNote(write_moment(correction.at), correction.text)
        for correction in state.public_corrections
    )


def _cards(state: ArticleState, article: Article, path: str, site: Site) -> dict[str, Card]:
    """Make the article's card for each list that it stands in.

    Readers' lists have no card of what is held or withdrawn; the desk's have. What was withdrawn
    as *gone* is told to the feeds of the lists that it stood in.
    """

    def card(name: str | None = None, standfirst: str | None = article.standfirst) -> Card:
        return Card(
            article=state.article,
            path=path,
            section=article.section,
            headline=cut_to_bytes(article.headline, MAX_CARD_TEXT_BYTES),
            standfirst=standfirst and cut_to_bytes(standfirst, MAX_CARD_TEXT_BYTES),
            language=article.language,
            placed_at=state.publish_at or state.head.received_at,
            name=name and cut_to_bytes(name, MAX_CARD_TEXT_BYTES),
            label=article.label and cut_to_bytes(article.label, MAX_CARD_TEXT_BYTES),
        )

    in_lists = (
        {ALL: card(), section_list(article.section): card()}
        | {tag_list(slug_of_name(tag, "tag")): card(tag) for tag in article.tags}
        | {author_list(slug_of_name(name, "author")): card(name) for name in article.byline}
    )
    if state.withdrawal:
        is_gone = state.withdrawal.withdrawn_as is WithdrawnAs.GONE
        only_id = replace(card(standfirst=None), path="", headline="", label=None)
        gone = {gone_list(name): only_id for name in in_lists} if is_gone else {}
        return {WITHDRAWN: card()} | gone
    if state.publish_at is None:
        return {HELD: card()}
    ranked = {name: card() for name in _by_rank(article)}
    bare = card(standfirst=None)
    translated = dict.fromkeys(_among_translations(state, article, site), bare)
    return in_lists | ranked | translated | _corrected(bare, _public_notes(state))


def _corrected(card: Card, notes: tuple[CorrectionNote, ...]) -> dict[str, Card]:
    """Make a card for the list of corrections, of an article that has any."""
    if not notes:
        return {}
    newest = newest_on_card(notes)
    return {CORRECTIONS: replace(card, corrections=newest, corrections_in_all=len(notes))}


def _among_translations(state: ArticleState, article: Article, site: Site) -> Iterator[str]:
    """Name the list of what an article is a translation of, or of its own translations.

    Its card stands in the second too, so that one reading finds all: a page knows by its head which
    list to read, and whatever is not due, held or withdrawn is not in it, the original included.
    """
    if site.has_translations:
        yield translations_list(article.translation_of or state.article)


def _by_rank(article: Article) -> Iterator[str]:
    """Name the lists in which an article stands for its prominence, of the paper and a section."""
    for lists in (RankedLists.of(), RankedLists.of(article.section)):
        yield from lists.with_prominence(article.prominence)
