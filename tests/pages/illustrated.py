"""The whole paper in memory with pictures in it: some stories have one, all have, or none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from broadsheet.domain.content import picture_mark
from broadsheet.domain.identity import article_key
from broadsheet.domain.picture import ShownPicture
from broadsheet.pages.response import Response
from broadsheet.site import Site
from tests.pages.photographs import LANDSCAPE, PANORAMA, PORTRAIT, SMALL, rendition, shown
from tests.pages.whole_paper import MARK, NOW, WholePaper
from tests.pages.words_of_pictures import said_of

RICH, PAIRED, SMALL_LEAD, LED = f"{MARK}-0", f"{MARK}-3", f"{MARK}-7", "english"
"""Stories with pictures of every kind; with a lead beside its headline; with a small lead; and a
long one with a wide lead alone."""


class IllustratedPaper(WholePaper):
    """The whole paper, its contents and cards given pictures as indexing gives them.

    Parameters
    ----------
    site
        The paper's settings.
    has_picture
        Which stories have one, by a number of each: all, when nothing is said.
    """

    def __init__(self, site: Site, has_picture: Callable[[int], bool] = lambda _: True) -> None:
        super().__init__(site)
        for number, article in enumerate(self.stories):
            if article == RICH:
                self._illustrate_richly(article)
            elif has_picture(number):
                size = {PAIRED: PORTRAIT, SMALL_LEAD: SMALL}.get(article)
                self.illustrate(article, shown(number % 7 + 1, "", size=size))
        self.illustrate(LED, shown(0, "", size=LANDSCAPE))
        self.pages |= {
            "lead": self.stories[LED].path,
            "illustrated": self.stories[RICH].path,
            "paired": self.stories[PAIRED].path,
            "small lead": self.stories[SMALL_LEAD].path,
        }

    def illustrate(self, article: str, *pictures: ShownPicture, **changes: Any) -> None:
        """Give an article pictures, with words in its language; the first is on its cards."""
        head = self._index.heads[article_key(article)]
        assert head.content
        content = self._contents.content(head.content)
        worded = tuple(said_of(each, content.language) for each in pictures)
        derived = replace(content, pictures=worded, **changes).as_object()
        self._contents.write(derived)
        self._index.heads[head.key] = replace(head, content=derived.key)
        on_card = replace(worded[0], caption=None, credit=None, focus=None)
        for place, card in self._index.cards.items():
            if card.article == article and place[0] in head.lists:
                self._index.cards[place] = replace(card, picture=on_card)

    def _illustrate_richly(self, article: str) -> None:
        body = self.content_of(article).body_html
        parts = body.split("</p>")
        for place, index in ((4, 2), (2, 1)):
            parts[place - 1] += f"</p>{picture_mark(index)}"
        body = "".join(
            part if index == len(parts) - 1 or "<!--" in part else f"{part}</p>"
            for index, part in enumerate(parts)
        )
        self.illustrate(
            article,
            shown(0, "", size=LANDSCAPE),
            shown(5, "", size=PANORAMA),
            shown(3, "", size=PORTRAIT),
            shown(1, "", size=PANORAMA),
            shown(2, "", size=LANDSCAPE),
            shown(6, "", size=LANDSCAPE),
            shown(8, "", size=PORTRAIT),
            body_html=body,
        )

    def get_bytes(self, address: str) -> Response | tuple[bytes, str]:
        """Answer as the distribution does: a rendition from the bucket, else a page."""
        if address.startswith("/pictures/"):
            return rendition(address)
        return self.get(address, NOW)
