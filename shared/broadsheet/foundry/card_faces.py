"""The faces of sharing cards: what headlines are set in, and Arabic beside it.

``python -m broadsheet.foundry.card_faces <layer>/python/card_faces`` is run when the layer of the
darkroom is built. The same packages come to the same bytes, whoever casts them.
"""

import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from broadsheet.foundry.casting import LICENCE_SUFFIX, cut_display_face, licence

DISPLAY, ARABIC = "display.ttf", "arabic.ttf"
_ARABIC_PACKAGE, _ARABIC_FILE = "fontpkg_amiri", "files/Amiri-Bold.ttf"


def cast_card_face(name: str) -> bytes:
    """Make the file of a face: the display face as pages have it, or Amiri as it comes."""
    if name == ARABIC:
        return files(_ARABIC_PACKAGE).joinpath(_ARABIC_FILE).read_bytes()
    file = BytesIO()
    cut_display_face().save(file)
    return file.getvalue()


def _licence_of(name: str) -> bytes:
    if name == ARABIC:
        return files(_ARABIC_PACKAGE).joinpath("LICENSE").read_bytes()
    return licence()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    for face in (DISPLAY, ARABIC):
        target = folder / face
        target.write_bytes(cast_card_face(face))
        target.with_suffix(LICENCE_SUFFIX).write_bytes(_licence_of(face))
