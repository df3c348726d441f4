"""Illustrations: the pictures of an article as readers may see them."""

from collections.abc import Mapping
from dataclasses import replace

from broadsheet.domain.article import Article
from broadsheet.domain.lists import (
    CORRECTIONS,
    HELD,
    MAX_CARD_TEXT_BYTES,
    WITHDRAWN,
    cut_to_bytes,
    is_gone_list,
    original_of,
)
from broadsheet.domain.picture import PictureState, ShownPicture


def shown_pictures(
    article: Article, pictures: Mapping[str, PictureState]
) -> dict[str, ShownPicture]:
    """Return the pictures of an article that readers may see, the lead first, by their ids.

    Where the lead is not to be seen, the next that is takes its place.
    """
    return {
        each.picture: ShownPicture.of(
            made, alt=each.alt, caption=each.caption, credit=each.credit, focus=each.focus
        )
        for each in article.illustrations
        if (state := pictures.get(each.picture)) and (made := state.shown)
    }


def lead_on_card(article: Article, pictures: Mapping[str, PictureState]) -> ShownPicture | None:
    """Return an article's lead as cards have it: without what stands below it."""
    lead = next(iter(shown_pictures(article, pictures).values()), None)
    if lead is None:
        return None
    alt = cut_to_bytes(lead.alt, MAX_CARD_TEXT_BYTES)
    return replace(lead, alt=alt, caption=None, credit=None)


def shows_lead(list_name: str) -> bool:
    """Whether the cards of a list have the lead: those that readers choose a story from."""
    is_bare = list_name in {CORRECTIONS, HELD, WITHDRAWN} or is_gone_list(list_name)
    return not is_bare and original_of(list_name) is None
