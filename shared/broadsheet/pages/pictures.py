"""Pictures, as pages show them: in the best format that a browser takes, as wide as it needs.

A place of a page says how wide a picture stands there, as the stylesheet lays it out: where that
changes, this changes (``tests/browser/test_pictures.py`` measures it).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from broadsheet.domain.content import PICTURE_MARK, Content
from broadsheet.domain.picture import ShownPicture
from broadsheet.pages.parts import PagePart
from broadsheet.pages.picture_addresses import rendition_path

_STEPS = 4
"""Of a focus, from side to side: each has a class of its own, since a style is not let in."""
_USUAL_WIDTH = 960
"""Pixels of the rendition for what reads no ``srcset``."""
_LEAST_WIDE_LEAD = 960
"""Pixels of an original that is to stand above a whole article."""
_LEAST_WIDE_SHAPE = 5 / 4
"""Width to height of one that is to stand so: what is higher fills a screen by itself."""
_LEAST_REACHING = 1280
"""Pixels of an original that is to reach out of the column of the text."""
# A telephone has three pixels and more for each of CSS's, and nobody sees more than two of them.
_IN_A_HAND = "(max-width: 43.99rem) and (min-resolution: 2.5dppx)"


class Place(Enum):
    """Where a page shows a picture: how wide it stands (``sizes``), and the widest of use there."""

    LEAD = (f"{_IN_A_HAND} 62vw, (min-width: 62rem) 56rem, 92vw", 2560)
    LEAD_BESIDE = (f"{_IN_A_HAND} 62vw, (min-width: 62rem) 20rem, 92vw", 1280)
    REACHING = (
        f"{_IN_A_HAND} 62vw, (min-width: 75rem) 46rem, (min-width: 44rem) 38rem, 92vw",
        1920,
    )
    MEASURE = (f"{_IN_A_HAND} 62vw, (min-width: 44rem) 38rem, 92vw", 1280)
    TALL = (f"{_IN_A_HAND} 62vw, (min-width: 30rem) 24rem, 92vw", 960)
    GALLERY = (f"{_IN_A_HAND} 62vw, (min-width: 44rem) 18rem, 92vw", 1280)
    LEAD_CARD = (
        f"{_IN_A_HAND} 62vw, (min-width: 80rem) 33rem, (min-width: 62rem) 42vw, 92vw",
        1920,
    )
    LEAD_CARD_ALONE = (
        f"{_IN_A_HAND} 62vw, (min-width: 80rem) 47rem, (min-width: 62rem) 58vw, 92vw",
        1920,
    )
    CENTRE = ("(min-width: 44rem) 12rem, 7rem", 640)
    WING = ("(min-width: 80rem) 17rem, (min-width: 62rem) 20vw, (min-width: 44rem) 44vw, 7rem", 960)
    WIDE = (f"{_IN_A_HAND} 62vw, (min-width: 80rem) 22rem, (min-width: 62rem) 27vw, 92vw", 1920)
    HALF = (f"{_IN_A_HAND} 62vw, (min-width: 80rem) 36rem, (min-width: 44rem) 44vw, 92vw", 1280)
    THIRD = (f"{_IN_A_HAND} 62vw, (min-width: 80rem) 23rem, (min-width: 44rem) 28vw, 92vw", 1280)
    ROW = ("(min-width: 44rem) 9rem, 7rem", 640)

    def __init__(self, sizes: str, widest: int) -> None:
        self.sizes = sizes
        self.widest = widest

    @property
    def is_first(self) -> bool:
        """Whether a picture there is what a reader sees first, and is asked for at once."""
        return self in {
            Place.LEAD, Place.LEAD_BESIDE, Place.LEAD_CARD, Place.LEAD_CARD_ALONE,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PictureView(PagePart):
    """A picture at a place of a page.

    Attributes
    ----------
    avif, webp, jpeg
        The renditions of a format with their widths, as ``srcset`` has them.
    sizes
        How wide it stands, for a browser to choose by.
    address
        Of the rendition for what reads no ``srcset``: a JPEG of usual width.
    width, height
        Of that, in pixels: they keep its place before it is there.
    alt
        What it shows; empty where it only decorates, or where a headline says more.
    colour
        Stands for it while it loads: ``#rrggbb``.
    is_first
        Whether it is what a reader sees first, and is asked for at once.
    focus
        Where it is cropped, as classes of the stylesheet; empty where it is not, or at no matter.
    """

    avif: str
    webp: str
    jpeg: str
    sizes: str
    address: str
    width: int
    height: int
    alt: str
    colour: str
    is_first: bool
    focus: str = ""


@dataclass(frozen=True, slots=True)
class FigureView(PagePart):
    """A picture of an article, with what stands below it.

    Attributes
    ----------
    picture
        The picture.
    kind
        How it stands: ``wide`` or ``beside`` the headline, the lead; else ``reaching``, in the
        ``measure``, ``tall``, or in the ``gallery``.
    caption, credit
        What stands below it, if anything; in the language of the article.
    """

    picture: PictureView
    kind: str
    caption: str | None
    credit: str | None


def compose_picture(shown: ShownPicture, place: Place, *, alt: str | None = None) -> PictureView:
    """Compose a picture for a place; ``alt`` is said instead of its own."""
    widths = [width for width in shown.widths if width <= place.widest] or [shown.widths[0]]
    usual = usual_width(shown)
    return PictureView(
        avif=_srcset(shown, widths, "avif"),
        webp=_srcset(shown, widths, "webp"),
        jpeg=_srcset(shown, widths, "jpg"),
        sizes=place.sizes,
        address=rendition_path(shown.token, usual, "jpg"),
        width=usual,
        height=shown.height_at(usual),
        alt=shown.alt if alt is None else alt,
        colour=shown.colour,
        is_first=place.is_first,
    )


def on_card(shown: ShownPicture | None, place: Place | None) -> PictureView | None:
    """Compose the picture of a card, if it has one, and the place shows one.

    It says nothing to those who do not see it: the headline beside it leads to the same page, and
    that says what the picture shows (WCAG 2.2, technique H2).
    """
    if shown is None or place is None:
        return None
    return replace(compose_picture(shown, place, alt=""), focus=_cropped_at(shown.focus))


def _cropped_at(focus: tuple[float, float] | None) -> str:
    """Return the classes that keep a picture's subject in sight: a fifth of each side is enough."""
    if focus is None:
        return ""
    across, down = (round(part * _STEPS) for part in focus)
    return f"x{across} y{down}"


def usual_width(shown: ShownPicture, most: int = _USUAL_WIDTH) -> int:
    """Return the width of the widest rendition that is no wider than most; at least of one."""
    return max((width for width in shown.widths if width <= most), default=shown.widths[0])


def _srcset(shown: ShownPicture, widths: Sequence[int], extension: str) -> str:
    return ", ".join(
        f"{rendition_path(shown.token, width, extension)} {width}w" for width in widths
    )


# Of an article


def compose_figures(content: Content) -> tuple[FigureView, ...]:
    """Compose an article's pictures, in its order: the lead first, then those that follow it."""
    placed = marked(content)
    return tuple(
        _figure(shown, _place_in_article(shown, index, placed))
        for index, shown in enumerate(content.pictures)
    )


def marked(content: Content) -> frozenset[int]:
    """Return which of an article's pictures stand in its body; the lead never does."""
    found = {int(index) for index in PICTURE_MARK.findall(content.body_html)}
    return frozenset(found & set(range(1, len(content.pictures))))


def gallery_of(content: Content) -> tuple[int, ...]:
    """Return which of an article's pictures follow its body: all that are placed nowhere else."""
    placed = marked(content)
    return tuple(index for index in range(1, len(content.pictures)) if index not in placed)


def _place_in_article(shown: ShownPicture, index: int, placed: Collection[int]) -> Place:
    shape = shown.width / shown.height
    if index == 0:
        is_wide = shown.width >= _LEAST_WIDE_LEAD and shape >= _LEAST_WIDE_SHAPE
        return Place.LEAD if is_wide else Place.LEAD_BESIDE
    if index not in placed:
        return Place.GALLERY
    if shape < 1:
        return Place.TALL
    is_reaching = shown.width >= _LEAST_REACHING and shape >= _LEAST_WIDE_SHAPE
    return Place.REACHING if is_reaching else Place.MEASURE


_KINDS = {
    Place.LEAD: "wide",
    Place.LEAD_BESIDE: "beside",
    Place.REACHING: "reaching",
    Place.MEASURE: "measure",
    Place.TALL: "tall",
    Place.GALLERY: "gallery",
}


def _figure(shown: ShownPicture, place: Place) -> FigureView:
    return FigureView(compose_picture(shown, place), _KINDS[place], shown.caption, shown.credit)
