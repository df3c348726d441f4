"""Kerning: which pairs of letters stand closer, as far as an eye can tell in a headline.

The face has a value of its own for tens of thousands of pairs, and they are a third of its bytes. A
headline needs fewer: accents change nothing, what is hardly seen is left out, the rest is rounded.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import PairPos

SEEN = 32
"""Thousandths of the em from which on a pair is kerned: two pixels of a large headline."""
STEP = 15
"""Thousandths of the em that a value is rounded to."""
_PAIRS, _EXTENDED = 2, 9
_BY_CLASS = 2

Pairs = Mapping[tuple[str, str], int]


def read_pairs(font: TTFont) -> dict[tuple[str, str], int]:
    """Read how much each two letters of a font are moved, where they are.

    Within a lookup the first subtable that knows the pair decides (OpenType, GPOS type 2).
    """
    letters = sorted(set(font.getBestCmap().values()))
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for lookup in _lookups(font):
        for first in letters:
            tables = [table for table in lookup if first in table.Coverage.glyphs]
            for second in letters:
                values = (_value(table, first, second) for table in tables)
                pairs[first, second] += next((value for value in values if value is not None), 0)
    return {pair: value for pair, value in pairs.items() if value}


def _lookups(font: TTFont) -> Iterator[list[PairPos]]:
    table = font["GPOS"].table
    features = [item.Feature for item in table.FeatureList.FeatureRecord]
    for index in sorted({index for item in features for index in item.LookupListIndex}):
        subtables = [
            item.ExtSubTable if item.LookupType == _EXTENDED else item
            for item in table.LookupList.Lookup[index].SubTable
        ]
        yield [item for item in subtables if item.LookupType == _PAIRS]


def _value(table: PairPos, first: str, second: str) -> int | None:
    if table.Format == _BY_CLASS:
        row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
        record = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)]
        value: int = getattr(record.Value1, "XAdvance", 0)
        return value
    records = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
    values = (item.Value1 for item in records if item.SecondGlyph == second)
    return next((getattr(value, "XAdvance", 0) for value in values), None)


def merge_pairs(pairs: Pairs, drawn_by: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Give the pairs of glyphs that are needed no more to those that stand for them.

    A glyph keeps its own values: only what it had none with comes from the other alphabet.
    """
    merged = {
        (drawn_by.get(first, first), drawn_by.get(second, second)): value
        for (first, second), value in pairs.items()
    }
    return merged | dict(pairs)


def write_pairs(font: TTFont, pairs: Pairs) -> None:
    """Write the pairs into a font in place of all it had, coarsely, by classes of like letters."""
    letters = _by_base(font)
    bases = sorted(letters)
    values = {(one, two): coarse(pairs.get((one, two), 0)) for one in bases for two in bases}
    rows, columns = defaultdict(list), defaultdict(list)
    for base in bases:
        rows[tuple(values[base, other] for other in bases)].append(base)
        columns[tuple(values[other, base] for other in bases)].append(base)
    rules = [
        f"pos [{_names(letters, row)}] [{_names(letters, column)}] {values[row[0], column[0]]};"
        for row in rows.values()
        for column in columns.values()
        if values[row[0], column[0]]
    ]
    del font["GPOS"]
    addOpenTypeFeaturesFromString(font, f"feature kern {{ {' '.join(rules)} }} kern;")


def coarse(value: int) -> int:
    """Round a value, to nothing where nobody would see it."""
    return round(value / STEP) * STEP if abs(value) >= SEEN else 0


def _by_base(font: TTFont) -> Mapping[str, list[str]]:
    """Return the glyphs by themselves, but letters by what they are without their accents."""
    outlines, mapped = font["glyf"], font.getBestCmap()
    letters = {name for code, name in mapped.items() if chr(code).isalpha()}
    by_base: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(mapped.values())):
        base = name
        while outlines[base].isComposite():
            base = outlines[base].components[0].glyphName
        by_base[base if {base, name} <= letters else name].append(name)
    return by_base


def _names(letters: Mapping[str, list[str]], bases: list[str]) -> str:
    return " ".join(name for base in bases for name in letters[base])
