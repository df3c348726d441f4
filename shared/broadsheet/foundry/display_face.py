"""The display face: what it is taken from, how it is cut, and which letters of it readers get."""

from pathlib import Path

PACKAGE = "fontpkg_source_serif_4"
FILE = "files/SourceSerif4[opsz,wght].ttf"
LICENCE = "LICENSE"
CUT = {"opsz": 40.0, "wght": 700.0}
"""Optical size in points and weight: for headlines from the smallest to the nameplate."""
FAMILY = "Broadsheet Display"
"""Its name when it is cut: the licence reserves the name Source for the unchanged face."""

CHARACTERS = frozenset(
    map(ord, Path(__file__).with_name("characters.txt").read_text("utf-8").replace("\n", " \u00a0"))
)
