"""What a command says at the terminal: how far it is, and why it cannot go on."""

import sys
from collections.abc import Callable

import click
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.progress import DownloadColumn, MofNCompleteColumn, Progress, TransferSpeedColumn

console = Console(highlight=False)


class Failure(Exception):
    """What is wrong, where, and what to do; the sentence is for the person at the keyboard."""


def run_or_exit(command: Callable[[], object]) -> None:
    """Run a command, and end the process with its sentence if it cannot go on."""
    try:
        command()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Failure as failure:
        sys.exit(f"✗ {failure}")
    except (BotoCoreError, ClientError) as error:
        sys.exit(f"✗ AWS refused or could not be reached: {error}")
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)  # 128 and the signal's number, as shells count


def progress_bar() -> Progress:
    """Make a bar that shows how far something long has come, and how long it will take."""
    return Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=console)


def upload_bar() -> Progress:
    """Make a bar that shows how much of a file has gone; it leaves nothing behind."""
    columns = (*Progress.get_default_columns(), DownloadColumn(), TransferSpeedColumn())
    return Progress(*columns, console=console, transient=True)
