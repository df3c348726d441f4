"""Whatever is damaged in a picture: it is developed or refused, and nothing else happens."""

import contextlib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.domain.problems import PictureRefused
from tests.darkroom.developed import developed
from tests.darkroom.sources import TYPES, display_p3, file_of, noise

CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),  # where, of the file's length
        st.sampled_from(["replace", "insert", "remove", "repeat"]),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=6,
)


@cache
def whole(name: str) -> bytes:
    return file_of(noise((24, 18)), name, icc_profile=display_p3())


def damaged(data: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    for share, what, with_what in changes:
        at = int(share * len(data))
        match what:
            case "replace":
                data = data[:at] + with_what + data[at + len(with_what) :]
            case "insert":
                data = data[:at] + with_what + data[at:]
            case "remove":
                data = data[:at] + data[at + len(with_what) :]
            case "repeat":
                data = data[:at] + data[at : at + 64] + data[at:]
    return data


@pytest.mark.parametrize("name", TYPES)
@given(changes=CHANGES, within=st.sampled_from([None, 200]))
def test_a_damaged_picture_is_developed_or_refused(
    name: str, changes: list[tuple[float, str, bytes]], within: int | None
) -> None:
    # Half of the time the damage is in the first bytes, which say what the file is.
    part = within / len(whole(name)) if within else 1
    changes = [(share * part, what, with_what) for share, what, with_what in changes]
    with contextlib.suppress(PictureRefused):
        result = developed(damaged(whole(name), changes), TYPES[name])
        assert len(result.renditions) == 3 * len(result.said.widths)


@pytest.mark.parametrize("name", TYPES)
@given(rest=st.binary(max_size=300))
def test_a_beginning_with_anything_behind_it_is_refused(name: str, rest: bytes) -> None:
    with pytest.raises(PictureRefused):
        developed(whole(name)[:40] + rest, TYPES[name])
