import pytest

from broadsheet.foundry.kerning import SEEN, STEP, coarse


@pytest.mark.parametrize(
    ("value", "kept"), [(0, 0), (31, 0), (-31, 0), (32, 30), (-37, -30), (-38, -45), (-113, -120)]
)
def test_what_is_hardly_seen_is_left_out_and_the_rest_is_rounded(value: int, kept: int) -> None:
    assert coarse(value) == kept


def test_no_value_that_is_kept_is_moved_by_more_than_half_a_step() -> None:
    for value in range(SEEN, 200):
        assert abs(coarse(value) - value) <= STEP / 2
        assert coarse(-value) == -coarse(value)
