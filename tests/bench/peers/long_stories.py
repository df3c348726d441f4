"""The stories that the paper and its peers publish: some 5 KB each, the same for all of them."""

from html import escape
from typing import Any

from tests.bench.stories import story

READ = 100
"""Of each archive the newest so many are asked for, again and again."""
_TIMES = 4


def long_story(number: int, section: str) -> dict[str, Any]:
    """Write a story as a document of the API, with four times the usual body."""
    document = story(number, section)
    return document | {"body": "\n".join([document["body"]] * _TIMES)}


def slug_of_story(number: int) -> str:
    """Name a story in the addresses of the peers."""
    return f"story-{number}"


def body_html(document: dict[str, Any]) -> str:
    """Write the body as the HTML that peers are given: a paragraph for each of the text's."""
    paragraphs = document["body"].strip().split("\n\n")
    return "".join(f"<p>{escape(' '.join(text.split()))}</p>" for text in paragraphs)
