"""The formats that pages lead to: of feeds, and of articles for programs.

What writes them is imported at the first request for it (``feed_formats``, ``article_formats``):
every page leads there, and few readers go.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from broadsheet.pages.response import ATOM, JSON, JSON_FEED, MARKDOWN, PLAIN, RSS


class Offered(NamedTuple):
    """A format: its name for readers, and the content type of the answer."""

    name: str
    content_type: str

    @property
    def media_type(self) -> str:
        """The content type without its parameters, as links name it."""
        return self.content_type.partition(";")[0]


FEEDS: Mapping[str, Offered] = MappingProxyType(
    {
        "xml": Offered("RSS", RSS),
        "atom": Offered("Atom", ATOM),
        "json": Offered("JSON Feed", JSON_FEED),
    }
)
ARTICLES: Mapping[str, Offered] = MappingProxyType(
    {
        "json": Offered("JSON", JSON),
        "txt": Offered("Text", PLAIN),
        "md": Offered("Markdown", MARKDOWN),
    }
)
"""By the extension in the address."""
