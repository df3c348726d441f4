"""The bar that shows how far something long has come, and how long it will take."""

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from commands.failure import console


def progress_bar(what: str, of: str) -> Progress:
    """Make a bar.

    Parameters
    ----------
    what
        Before it: ``Rebuilding``.
    of
        What is counted: ``records``.
    """
    return Progress(
        TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn(of),
        TimeElapsedColumn(), TextColumn("left:"), TimeRemainingColumn(),
        console=console,
    )  # fmt: skip
