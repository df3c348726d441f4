"""What is derived of a state for the page of its article: the content, and the head before it."""

from broadsheet.domain.article import Article
from broadsheet.domain.content import Content, CorrectionNote, Link, SourceCredit
from broadsheet.domain.fold import ArticleState
from broadsheet.domain.head import Head
from broadsheet.domain.identity import article_key
from broadsheet.domain.moments import write_moment
from broadsheet.domain.slug import slug_of
from broadsheet.formats.body import clean_body


def head_of(
    state: ArticleState,
    *,
    path: str | None,
    content: str | None,
    lists: tuple[str, ...],
    history: str | None = None,
) -> Head:
    """Make the head of a state.

    Parameters
    ----------
    state
        What the article's revisions come to.
    path, content, lists
        Where its page is, the key of its content, and the lists that its cards stand in.
    history
        The key of the list of its public revisions, where there are several.
    """
    return Head(
        article=state.article,
        key=article_key(state.article),
        revision=str(state.head.name),
        folded=state.folded,
        path=path,
        content=content,
        received_at=state.head.received_at,
        publish_at=state.publish_at,
        corrected_at=state.corrected_at,
        withdrawal=state.withdrawal,
        lists=lists,
        correlation_id=state.head.correlation_id,
        history=history,
    )


def content_of(state: ArticleState, article: Article) -> Content:
    """Make what the page of a state shows; the body becomes safe HTML here."""
    source = article.source
    return Content(
        article=state.article,
        revision=str(state.head.name),
        section=article.section,
        headline=article.headline,
        standfirst=article.standfirst,
        language=article.language,
        body_html=clean_body(article.body, article.body_format),
        byline=tuple(Link(name, slug_of(name, "author")) for name in article.byline),
        tags=tuple(Link(tag, slug_of(tag, "tag")) for tag in article.tags),
        source=SourceCredit(source.name, source.url) if source else None,
        corrections=tuple(
            CorrectionNote(write_moment(correction.at), correction.text)
            for correction in state.public_corrections
        ),
        modified_at=write_moment(state.head.received_at),
    )
