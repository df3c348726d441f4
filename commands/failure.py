"""How a command says that it cannot go on: one clear sentence, and what to do."""

import sys
from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

console = Console(highlight=False)


class Failure(Exception):
    """What is wrong, where, and what to do; the sentence is for the person at the keyboard."""


def run_command(command: Callable[[], None]) -> None:
    """Run a command, and end the process with its sentence if it cannot go on.

    A failure ends with status 1, an interrupt with 130 (128 and the signal, as shells count).
    """
    try:
        command()
    except Failure as failure:
        _tell(str(failure))
        sys.exit(1)
    except (BotoCoreError, ClientError) as error:
        _tell(f"AWS refused or could not be reached: {error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _tell(sentence: str) -> None:
    Console(stderr=True, highlight=False).print(
        f"[bold red]✗[/] {sentence.replace('[', chr(92) + '[')}", soft_wrap=True
    )
