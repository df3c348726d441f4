"""An article for programs: JSON, plain text and Markdown, each a row of ``WRITERS``.

They say what its page shows, and nothing of the desk's.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from broadsheet.domain.content import Content
from broadsheet.domain.lists import Card
from broadsheet.domain.moments import parse_moment
from broadsheet.pages.house_style import HouseStyle
from broadsheet.pages.pictures_elsewhere import (
    picture_facts,
    plain_figure,
    told_figure,
    with_pictures,
)


@dataclass(frozen=True, slots=True)
class ArticleForPrograms:
    """What programs are told of a published article.

    Attributes
    ----------
    style
        Of the paper that publishes it.
    content
        The article.
    site_url, path
        Where its page is.
    published, updated
        When readers first saw it; when what they see now came, if that was later.
    translations
        The cards of the story in other languages.
    has_body
        False where its text does not fit what can be answered.
    """

    style: HouseStyle
    content: Content
    site_url: str
    path: str
    published: datetime
    updated: datetime | None
    translations: tuple[Card, ...] = ()
    has_body: bool = True

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"{self.site_url}{self.path}"


def write_json(article: ArticleForPrograms) -> str:
    """Write an article as JSON; ``body_html`` is null where it does not fit."""
    content, style = article.content, article.style
    source, section = content.source, style.section_link(content.section)
    document = {
        "url": article.address,
        "paper": style.site.title,
        "headline": content.headline,
        "standfirst": content.standfirst,
        "language": content.language,
        "section": {"name": section.label, "url": f"{article.site_url}{section.path}"},
        "byline": [author.label for author in content.byline],
        "published_at": _to_the_second(article.published),
        "updated_at": article.updated and _to_the_second(article.updated),
        "body_html": _body_html(article) if article.has_body else None,
        "pictures": [picture_facts(shown, article.site_url) for shown in content.pictures],
        "corrections": [
            {"at": _to_the_second(parse_moment(note.at)), "text": note.text}
            for note in content.corrections
        ],
        "source": source and {"name": source.name, "url": source.url},
        "tags": [tag.label for tag in content.tags],
        "translations": [
            {
                "language": card.language,
                "headline": card.headline,
                "url": f"{article.site_url}{card.path}",
            }
            for card in article.translations
        ],
    }
    return json.dumps(document, ensure_ascii=False)


def _body_html(article: ArticleForPrograms) -> str:
    """Return the body with the pictures that stand in it; the others are told of beside it."""
    return with_pictures(
        article.content,
        lambda shown: plain_figure(shown, article.site_url),
        lead_and_gallery=False,
    )


def write_text(article: ArticleForPrograms) -> str:
    """Write an article as plain text, which tells of its pictures in brackets."""
    from broadsheet.pages.body_text import text_of  # noqa: PLC0415 - few ask for it

    content, label = article.content, article.style.catalogue.gettext("Picture:")

    def body() -> str:
        told = with_pictures(content, lambda shown: told_figure(shown, label))
        return text_of(told, article.site_url)

    return _written(article, body, [content.headline, content.standfirst])


def write_markdown(article: ArticleForPrograms) -> str:
    """Write an article as Markdown (CommonMark, with tables and strikethrough)."""
    from broadsheet.pages.body_text import escaped, markdown_of  # noqa: PLC0415 - few ask for it

    content = article.content
    standfirst = content.standfirst and f"**{escaped(content.standfirst)}**"
    headings = [f"# {escaped(content.headline)}", standfirst]

    def body() -> str:
        shown = with_pictures(content, lambda shown: plain_figure(shown, article.site_url))
        return markdown_of(shown, article.site_url)

    return _written(article, body, headings, escaped, heading="## ")


def _written(
    article: ArticleForPrograms,
    write_body: Callable[[], str],
    headings: Iterable[str | None],
    write: Callable[[str], str] = str,
    *,
    heading: str = "",
) -> str:
    """Write an article in blocks with a blank line between them; ``heading`` marks one."""
    gettext = article.style.catalogue.gettext
    content, calendar = article.content, article.style.calendar
    tags = ", ".join(tag.label for tag in content.tags)
    dates = [f"{gettext('Published')} {calendar.moment(article.published).text}"]
    if article.updated:
        dates.append(f"{gettext('Updated')} {calendar.moment(article.updated).text}")
    body = gettext("The text is too long for this form; its page has it.")
    if article.has_body:
        body = write_body()
    corrections = [
        f"{calendar.day(parse_moment(note.at)).text}: {write(note.text)}"
        for note in content.corrections
    ]
    source = content.source
    blocks = [
        *headings,
        gettext("By %(names)s", names=write(", ".join(author.label for author in content.byline))),
        ". ".join(dates),
        body,
        *([f"{heading}{gettext('Corrections')}", *corrections] if corrections else []),
        source
        and f"{gettext('Source:')} {write(' '.join(filter(None, (source.name, source.url))))}",
        content.tags and gettext("Tags: %(names)s", names=write(tags)),
        f"{article.style.site.title}, {article.style.section_name(content.section)}",
        article.address,
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _to_the_second(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


WRITERS: Mapping[str, Callable[[ArticleForPrograms], str]] = MappingProxyType(
    {"json": write_json, "txt": write_text, "md": write_markdown}
)
"""By the extension in the address, as in ``offered.ARTICLES``."""
NAMES_TRANSLATIONS = frozenset({"json"})
"""Formats that name the story's other languages, which takes a call more."""
