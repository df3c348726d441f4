"""The limits of a body that is submitted today; what was accepted before is beyond their reach."""

import re
from collections.abc import Sequence

from broadsheet.domain.article import BodyFormat, Illustration
from broadsheet.formats.body import cleaned_html, has_text, markup_of
from broadsheet.formats.body_changes import body_changes
from broadsheet.formats.markup import Markup

MAX_TAGS = 50_000
"""Tags of a body once it is HTML. 40,000 words as a word processor writes them, with 5,000 styled
spans, 500 links and a table of 2,000 cells, have 29,000. A megabyte with 50,000 takes at most 1.7 s
to clean."""
MAX_MARKDOWN_LENGTH = 400_000
"""Characters of a body of Markdown: 50,000 words. It takes at most 2 s to render and clean."""
_IN_BRACKETS = re.compile(r"\[[^\[\]]*+\]")


def check_body(
    text: str, body_format: BodyFormat, illustrations: Sequence[Illustration] = ()
) -> list[str]:
    """Check that a body may be submitted.

    Parameters
    ----------
    text
        As ``as_lines`` returns it.
    body_format
        What it is written in.
    illustrations
        The pictures that it may place, the lead first.

    Returns
    -------
    list
        What of it will be left out, for who sent it.

    Raises
    ------
    ValueError
        If it is empty, is beyond a limit, becomes nothing that a page can hold, or leaves nothing
        to read; in words that follow the name of the field.
    """
    if not text.strip():
        raise ValueError("is empty: write the text of the article")
    markup = _within_limits(text, body_format)
    cleaned = cleaned_html(markup.html)
    has_picture = "<img" in markup.html.lower()  # what is kept of one is no article
    if not has_text(_IN_BRACKETS.sub("", cleaned) if has_picture else cleaned):
        raise ValueError(
            "has nothing to read in it: scripts, styles, images and what else no page may show "
            "were taken away, and no text is left"
        )
    return body_changes(markup, cleaned, illustrations)


def _within_limits(text: str, body_format: BodyFormat) -> Markup:
    if body_format is BodyFormat.MARKDOWN and len(text) > MAX_MARKDOWN_LENGTH:
        raise ValueError(
            f"is {len(text)} characters long; at most {MAX_MARKDOWN_LENGTH} can be Markdown: "
            "shorten it, or send it as html"
        )
    markup = markup_of(text, body_format)
    if markup.html.count("<") > MAX_TAGS:
        if body_format is BodyFormat.HTML:
            raise ValueError(f"has more than {MAX_TAGS} HTML tags; simplify its markup")
        raise ValueError(
            f"comes to more than {MAX_TAGS} HTML tags, since each line and each emphasis needs its "
            "own; shorten it"
        )
    return markup
