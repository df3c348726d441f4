"""Cards: what each list tells of an article, as its state and its item say."""

from broadsheet.domain.article import Article
from broadsheet.domain.fold import ArticleState
from broadsheet.domain.lists import (
    ALL,
    CORRECTIONS,
    HELD,
    MAX_CARD_HEADLINE_BYTES,
    MAX_CARD_LABEL_BYTES,
    MAX_CARD_STANDFIRST_BYTES,
    WITHDRAWN,
    Card,
    author_list,
    cut_to_bytes,
    section_list,
    tag_list,
)
from broadsheet.domain.slug import slug_of


def cards_of(state: ArticleState, article: Article, path: str) -> dict[str, Card]:
    """Make the article's card for each list that it stands in.

    Readers' lists have no card of what is held or withdrawn; the desk's have.
    """

    def card(label: str | None = None, said: str | None = article.standfirst) -> Card:
        return Card(
            article=state.article,
            path=path,
            section=article.section,
            headline=cut_to_bytes(article.headline, MAX_CARD_HEADLINE_BYTES),
            standfirst=said and cut_to_bytes(said, MAX_CARD_STANDFIRST_BYTES),
            language=article.language,
            placed_at=state.publish_at or state.head.received_at,
            label=label and cut_to_bytes(label, MAX_CARD_LABEL_BYTES),
        )

    if state.withdrawal:
        return {WITHDRAWN: card()}
    if state.publish_at is None:
        return {HELD: card()}
    notes = state.public_corrections
    return (
        {ALL: card(), section_list(article.section): card()}
        | {tag_list(slug_of(tag, "tag")): card(tag) for tag in article.tags}
        | {author_list(slug_of(name, "author")): card(name) for name in article.byline}
        | ({CORRECTIONS: card(said=notes[-1].text)} if notes else {})
    )
