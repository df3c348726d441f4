from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.custody.manifest import ManifestEntry, ManifestStart, align
from broadsheet.domain.keys import manifest_key
from broadsheet.domain.stored import StoredObject

KEYS = st.sets(st.text("abc/", min_size=1, max_size=3)).map(sorted)


@given(noted=KEYS, standing=KEYS)
def test_aligning_pairs_every_key_once_in_order(noted: list[str], standing: list[str]) -> None:
    pairs = list(
        align(
            (ManifestEntry(key, "e", "d") for key in noted),
            (StoredObject(key, "e") for key in standing),
        )
    )

    assert [entry.key for entry, _ in pairs if entry] == noted
    assert [found.key for _, found in pairs if found] == standing
    assert all(entry.key == found.key for entry, found in pairs if entry and found)
    names = [(entry or found).key for entry, found in pairs]  # type: ignore[union-attr]
    assert names == sorted({*noted, *standing})


@pytest.mark.parametrize(
    "line",
    [
        ManifestEntry("articles/a/desk/00000001.json", "e", "d", "m"),
        ManifestEntry("articles/a/desk/00000001.json", "e", "d", None, erased=True),
        ManifestEntry("messages/m", "e", None),
        ManifestStart("2026-11-23", None, None),
        ManifestStart("2026-11-23", "manifests/2026-11-22.jsonl", "d"),
    ],
)
def test_a_line_is_read_as_it_was_written(line: ManifestEntry | ManifestStart) -> None:
    written = line.to_line()
    assert written.count(b"\n") == 1
    assert written.endswith(b"\n")
    assert type(line).from_line(written) == line


@pytest.mark.parametrize("line", [b"", b"[]", b'{"who": 1}'])
def test_a_line_of_something_else_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"line|Expecting"):
        ManifestEntry.from_line(line)


def test_a_days_manifest_is_named_for_the_day() -> None:
    assert manifest_key(date(2026, 11, 3)) == "manifests/2026-11-03.jsonl"
