"""What changed about an article's pictures between two revisions, as readers are told of it.

A picture is the same if its address is; readers know it by what it shows.
"""

from collections.abc import Iterator

from broadsheet.domain.content import Content
from broadsheet.domain.picture import ShownPicture
from broadsheet.pages.catalogue import gettext_noop
from broadsheet.pages.differences import replaced
from broadsheet.pages.house_style import HouseStyle
from broadsheet.pages.parts import MarkedText

_SAID = (
    ("alt", gettext_noop("Picture")),
    ("caption", gettext_noop("Caption")),
    ("credit", gettext_noop("Picture credit")),
)
"""What is said of a picture, and under which name a change of it is told."""
_DECORATIVE = gettext_noop("a picture that decorates")


def changed_pictures(
    style: HouseStyle, before: Content, after: Content
) -> Iterator[tuple[str, MarkedText, ShownPicture]]:
    """Compare the pictures of two contents: those that went or came, and what is said of others.

    Each change comes with its name, its words, and the picture that it is about.
    """
    gettext = style.catalogue.gettext

    def named(picture: ShownPicture) -> str:
        return picture.alt or gettext(_DECORATIVE)

    old, new = ({each.token: each for each in content.pictures} for content in (before, after))
    for token, picture in old.items():
        if token not in new:
            yield gettext("Picture"), replaced(named(picture), None), picture
    for token, picture in new.items():
        if token not in old:
            yield gettext("Picture"), replaced(None, named(picture)), picture
            continue
        for attribute, name in _SAID:
            texts = getattr(old[token], attribute), getattr(picture, attribute)
            if texts[0] != texts[1]:
                yield gettext(name), replaced(*texts), picture
    leads = [content.pictures[0] for content in (before, after) if content.pictures]
    if len(leads) > 1 and leads[0].token != leads[1].token:
        yield gettext("Lead picture"), replaced(*map(named, leads)), leads[1]
