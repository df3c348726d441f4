"""Casting: the one weight, the letters and the kerning that readers get.

``python -m broadsheet.foundry.casting <layer>/python/broadsheet/pages/static/display.woff2`` is run
when the layer is built. The same package comes to the same bytes, whoever casts it.
"""

import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from broadsheet.foundry.display_face import CHARACTERS, CUT, FAMILY, FILE, LICENCE, PACKAGE

LICENCE_SUFFIX = ".licence.txt"
_COPYRIGHT, _FAMILY, _STYLE, _LICENCE_URL = 0, 1, 2, 14
_NOT_NEEDED = ["BASE", "GSUB", "MVAR", "STAT", "gasp", "meta"]


def cast_display_face() -> bytes:
    """Make the display face of its package, in WOFF2."""
    font = cut_display_face()
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def cut_display_face() -> TTFont:
    """Cut the one weight and the letters out of the face that the package has."""
    variable = TTFont(BytesIO(_in_package(FILE)), recalcTimestamp=False)
    font = instantiateVariableFont(variable, CUT)
    options = Options(
        layout_features=["kern"],
        hinting=False,
        name_IDs=[_COPYRIGHT, _LICENCE_URL],
    )
    options.drop_tables += _NOT_NEEDED
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    font["name"].setName(FAMILY, _FAMILY, 3, 1, 0x409)
    font["name"].setName("Bold", _STYLE, 3, 1, 0x409)
    return font


def licence() -> bytes:
    """Return the licence of the face, which goes wherever the face goes."""
    return _in_package(LICENCE)


def _in_package(name: str) -> bytes:
    return files(PACKAGE).joinpath(name).read_bytes()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_bytes(cast_display_face())
    target.with_suffix(LICENCE_SUFFIX).write_bytes(licence())
