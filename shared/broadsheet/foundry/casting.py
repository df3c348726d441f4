"""Casting: the one weight, the letters and the kerning that readers get, as small as they can be.

``python -m broadsheet.foundry.casting <layer>/python/broadsheet/pages/static/display.woff2`` is run
when the layer is built. The same package comes to the same bytes, whoever casts it.
"""

import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.woff2 import WOFF2FlavorData
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

from broadsheet.foundry.display_face import CHARACTERS, CUT, FAMILY, FILE, LICENCE, PACKAGE
from broadsheet.foundry.kerning import merge_pairs, read_pairs, write_pairs

LICENCE_SUFFIX = ".licence.txt"
_TOLERANCE = 1.5
"""Thousandths of the em that an outline may move: a fifth of a pixel in the largest nameplate."""
_UNITS = 400
"""To the em: fewer are shorter numbers."""
_COPYRIGHT, _FAMILY, _STYLE, _LICENCE_URL = 0, 1, 2, 14
_NOT_FOR_BROWSERS = ["BASE", "GSUB", "MVAR", "STAT", "gasp", "meta"]


def cast_display_face() -> bytes:
    """Make the display face of its package, in WOFF2."""
    font = TTFont(BytesIO(_in_package(FILE)), recalcTimestamp=False)
    _keep_letters(font)
    instantiateVariableFont(font, CUT, inplace=True, overlap=OverlapMode.KEEP_AND_DONT_SET_FLAGS)
    pairs = read_pairs(font)
    drawn_by = _draw_once(font)
    _keep_letters(font)
    _simplify(font)
    _sort(font)
    write_pairs(font, merge_pairs(pairs, drawn_by))
    scale_upem(font, _UNITS)
    _name(font)
    font.flavor = "woff2"
    font.flavorData = WOFF2FlavorData(transformedTables={"glyf", "loca", "hmtx"})
    font["post"].formatType = 3  # without the glyphs' names
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def licence() -> bytes:
    """Return the licence of the face, which goes wherever the face goes."""
    return _in_package(LICENCE)


def _in_package(name: str) -> bytes:
    return files(PACKAGE).joinpath(name).read_bytes()


def _keep_letters(font: TTFont) -> None:
    options = Options(
        layout_features=["kern"],
        layout_closure=False,
        hinting=False,
        glyph_names=True,  # for the kerning
        notdef_outline=False,
        name_IDs=[_COPYRIGHT, _LICENCE_URL],
    )
    options.drop_tables += _NOT_FOR_BROWSERS
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)


def _draw_once(font: TTFont) -> dict[str, str]:
    """Let a character whose glyph is no more than another be drawn by that: the Greek alpha by A.

    Returns
    -------
    dict
        The glyphs that are needed no more, each with the one that stands for it.
    """
    drawn_by = {}
    outlines, widths = font["glyf"], font["hmtx"]
    font["cmap"].tables = [item for item in font["cmap"].tables if item.isUnicode()][-1:]
    mapped = font["cmap"].tables[0].cmap
    for character, name in mapped.items():
        parts = outlines[name].components if outlines[name].isComposite() else []
        if len(parts) == 1 and (parts[0].x, parts[0].y) == (0, 0):
            other = parts[0].glyphName
            if widths[name][0] == widths[other][0]:
                mapped[character] = drawn_by[name] = other
    return drawn_by


def _simplify(font: TTFont) -> None:
    """Draw every outline with as few points as come near enough to it."""
    glyphs, outlines = font.getGlyphSet(), font["glyf"]
    drawn = {}
    for name in font.getGlyphOrder():
        if not outlines[name].isComposite() and outlines[name].numberOfContours:
            pen = TTGlyphPen(None)
            to_quadratic = Cu2QuPen(pen, _TOLERANCE, all_quadratic=True)
            glyphs[name].draw(Qu2CuPen(to_quadratic, _TOLERANCE, all_cubic=True))
            drawn[name] = pen.glyph()
    for name, glyph in drawn.items():
        outlines[name] = glyph
        glyph.recalcBounds(outlines)
        font["hmtx"][name] = font["hmtx"][name][0], glyph.xMin


def _sort(font: TTFont) -> None:
    """Put the glyphs into the order of their characters, which are shorter to list then."""
    mapped = font.getBestCmap()
    first = dict.fromkeys([".notdef", *(mapped[character] for character in sorted(mapped))])
    font.ensureDecompiled(recurse=True)
    reorderGlyphs(font, [*first, *(name for name in font.getGlyphOrder() if name not in first)])


def _name(font: TTFont) -> None:
    font["name"].setName(FAMILY, _FAMILY, 3, 1, 0x409)
    font["name"].setName("Bold", _STYLE, 3, 1, 0x409)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_bytes(cast_display_face())
    target.with_suffix(LICENCE_SUFFIX).write_bytes(licence())
