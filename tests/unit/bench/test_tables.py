import pytest

from tests.bench.tables import kilobytes, megabytes, milliseconds, table


def test_a_table_has_heads_a_rule_and_rows() -> None:
    assert table(["Page", "Calls"], [["front | menu", 2]]) == (
        "| Page | Calls |\n| --- | ---: |\n| front \\| menu | 2 |"
    )


@pytest.mark.parametrize(
    ("value", "text"), [(0.1234, "0.12"), (9.994, "9.99"), (10, "10"), (1234.5, "1,234")]
)
def test_milliseconds_have_the_digits_that_mean_something(value: float, text: str) -> None:
    assert milliseconds(value) == text


def test_bytes_are_counted_in_thousands() -> None:
    assert (kilobytes(30_000), megabytes(15_250_000)) == ("30.0 KB", "15.2 MB")
