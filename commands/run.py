"""``make run``: Broadsheet on this machine, in the foreground until Ctrl-C."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from botocore.exceptions import BotoCoreError
from rich.markup import escape
from rich.status import Status

from commands.failure import Failure, console, run_command
from commands.function_logs import FunctionLogs
from commands.layout import LOCAL, ROOT, STACK_FILE
from commands.local_stack import LocalStack
from commands.recovery import reindex
from commands.sample_articles import submit_samples, wait_until_read
from commands.stack_file import StackDescription, remove_stack_file, write_stack_file

DEFAULT_PORT = 4566
_LOG_INTERVAL = 0.5
_FIRST_ARTICLE = {
    "headline": "Our first own story",
    "section": "news",
    "body": "It took one call.",
    "tags": ["Broadsheet"],
}


def read_port(text: str) -> int:
    """Read the port that was asked for.

    Raises
    ------
    Failure
        If it is none.
    """
    if not text:
        return DEFAULT_PORT
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 2**16:
        raise Failure(f"PORT={text} is no port: choose one from 1024 to 65535.")
    return int(text)


class Progress:
    """Says what is being waited for: on a terminal in place, elsewhere a line each."""

    def __init__(self) -> None:
        self._status = Status("", console=console)
        self._said = ""

    def say(self, what: str) -> None:
        """Say it, once for each kind of thing; a count in parentheses may change."""
        kind = what.partition(" (")[0]
        if console.is_terminal:
            self._status.update(f"{escape(what)} …")
            self._status.start()
        elif kind != self._said:
            console.print(f"… {escape(what)}", soft_wrap=True)
        self._said = kind

    def end(self) -> None:
        """There is nothing more to wait for."""
        self._status.stop()


def main() -> None:
    """Start everything, tell where it is, follow the logs, and stop everything."""
    started = time.monotonic()
    port = read_port(os.environ.get("PORT", ""))
    # SIGINT too: a shell hands it on as ignored to what it starts in the background.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    progress = Progress()
    weather_url = os.environ.get("WEATHER_URL") or None
    with _alone():
        stack = LocalStack(LOCAL, port, weather_url=weather_url, say=progress.say)
        remove_stack_file()
        try:
            stack.start()
            _publish(stack, progress)
            write_stack_file(stack.describe())
            progress.end()
            _tell(stack, time.monotonic() - started)
            _follow(stack)
        except KeyboardInterrupt:
            _stop(stack, progress)
            console.print(
                "[green]✓[/] Stopped. What was published is there at the next `make run`."
            )
        finally:
            _stop(stack, progress)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(stack: LocalStack, progress: Progress) -> None:
    # From here on a second Ctrl-C must not lose what was published.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    remove_stack_file()
    if stack.aws.running:
        progress.say("stopping, and keeping what was published")
    stack.stop()
    progress.end()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the checkout's state for this process alone."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read().strip()
            raise Failure(
                f"`make run` is already running in this checkout: use that one, or stop it, "
                f"with Ctrl-C or `kill {holder}`."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _publish(stack: LocalStack, progress: Progress) -> None:
    if stack.crashed:
        progress.say("indexing the articles again, since the last run ended without a stop")
        reindex(stack)
    progress.say("submitting the sample articles through the API")
    wait_until_read(stack, submit_samples(stack), progress.say)


def _tell(stack: LocalStack, seconds: float) -> None:
    description = stack.describe()
    console.print(f"[bold green]✓[/] Broadsheet runs, after {seconds:.0f} seconds.\n")
    for name, value in (
        ("The site", f"{description.site_url}/"),
        ("The API", description.api_url),
        ("The rest", str(STACK_FILE.relative_to(ROOT))),
    ):
        console.print(f"  {name:<10}[bold]{value}[/]", soft_wrap=True)
    console.print("\nSubmit an article of your own:\n")
    console.print(f"  {curl_command(description)}", soft_wrap=True, markup=False)
    console.print("\nCtrl-C stops everything. What the functions log:\n")


def curl_command(description: StackDescription) -> str:
    """Write the curl that submits a first article, ready to be pasted into a shell."""
    key = description.credentials["desk"]
    return " ".join([
        f'curl --aws-sigv4 "aws:amz:{description.region}:execute-api"',
        f'--user "{key["access_key_id"]}:{key["secret_access_key"]}"',
        "--header 'Content-Type: application/json'",
        f"--data '{json.dumps(_FIRST_ARTICLE)}'",
        f"{description.api_url}/articles",
    ])  # fmt: skip


def _follow(stack: LocalStack) -> None:
    logs = FunctionLogs(stack.client("logs"), stack.log_groups())
    while stack.aws.running:
        try:
            for line in logs.read():
                console.print(line, soft_wrap=True)
        except BotoCoreError as error:
            if stack.aws.running:
                raise Failure(f"The functions' logs cannot be read: {error}.") from error
        time.sleep(_LOG_INTERVAL)
    raise Failure(
        f"The local AWS ended by itself ({stack.aws.last_words()}): "
        f"`make run` starts it again; its log is {stack.aws.log}."
    )


if __name__ == "__main__":
    run_command(main)
