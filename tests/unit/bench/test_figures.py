import pytest

from tests.bench.figures import Call, Spread, percentile, rounds_of


@pytest.mark.parametrize(
    ("percent", "value"), [(0.5, 1), (1, 1), (50, 50), (98.5, 99), (99, 99), (100, 100)]
)
def test_a_percentile_is_a_value_that_was_measured(percent: float, value: float) -> None:
    assert percentile(list(range(100, 0, -1)), percent) == value


def test_of_few_values_the_worst_is_the_99th_percentile() -> None:
    assert percentile([3.0, 1.0, 2.0], 99) == 3.0


@pytest.mark.parametrize(("values", "percent"), [([], 50), ([1.0], 0), ([1.0], 101)])
def test_what_has_no_percentile_is_refused(values: list[float], percent: float) -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile(values, percent)


def test_a_spread_has_the_middle_and_the_quarters() -> None:
    assert Spread.of([5, 1, 4, 2, 3, 7, 6, 8]) == Spread(4.5, 2, 6, 8)


@pytest.mark.parametrize(
    ("spans", "rounds"),
    [
        ([], 0),
        ([(0, 1)], 1),
        ([(0, 2), (1, 3)], 1),
        ([(0, 1), (1, 2)], 2),
        # The third waits for the first and not for the second.
        ([(0, 2), (0, 9), (3, 5)], 2),
        ([(5, 6), (0, 1), (2, 3)], 3),
    ],
)
def test_calls_side_by_side_are_one_round(spans: list[tuple[float, float]], rounds: int) -> None:
    assert rounds_of([Call("Query", *span) for span in spans]) == rounds
