"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table: the first column is of words, the others are of figures."""
    rules = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(_row(cells) for cells in (heads, rules, *rows))


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def kilobytes(count: float) -> str:
    """Write bytes as kilobytes of 1,000, as readers' contracts count them."""
    return f"{count / 1000:,.1f} KB"


def megabytes(count: float) -> str:
    """Write bytes as megabytes of 1,000,000."""
    return f"{count / 1_000_000:,.1f} MB"


def milliseconds(value: float) -> str:
    """Write milliseconds, with so many digits as mean something."""
    return f"{value:,.2f}" if value < 10 else f"{value:,.0f}"
