"""``broadsheet run``: Broadsheet on this machine, in the foreground until Ctrl-C."""

import json
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from types import FrameType

import click
from botocore.exceptions import BotoCoreError
from rich.status import Status

from commands.layout import LOCAL, ROOT
from commands.local.checkout import hold_checkout
from commands.local.function_logs import FunctionLogs
from commands.local.samples import publish_samples
from commands.local.stack import RunningStack, local_stack
from commands.rebuild import rebuild
from commands.stack.stack_file import STACK_FILE, StackDescription, write_private
from commands.terminal import Failure, console

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_FIRST_ARTICLE = {"headline": "Our first story", "section": "news", "body": "It took one call."}


@click.command("run")
@click.option("--port", type=click.IntRange(1, 65535), default=4566, envvar="BROADSHEET_PORT")
@click.option("--weather-url", envvar="BROADSHEET_WEATHER_URL", help="If not MET Norway's.")
def run_command(port: int, weather_url: str | None) -> None:
    """Run the paper here, until Ctrl-C.

    It listens on 127.0.0.1 only. What was published is there again at the next start.
    """
    started = time.monotonic()
    # SIGINT too: a shell hands it on as ignored to what it starts in the background.
    for number in _SIGNALS:
        signal.signal(number, _interrupt)
    with hold_checkout():
        STACK_FILE.unlink(missing_ok=True)
        status = console.status("starting")
        say = partial(_say, status)
        try:
            with status, local_stack(LOCAL, port, weather_url=weather_url, say=say) as stack:
                try:
                    _publish(stack, say)
                    write_private(STACK_FILE, asdict(stack.describe()))
                    status.stop()
                    _introduce(stack.describe(), time.monotonic() - started)
                    _follow(stack)
                finally:
                    STACK_FILE.unlink(missing_ok=True)
                    say("stopping, and keeping what was published")
        except KeyboardInterrupt:
            console.print(
                "[green]✓[/] Stopped. What was published is there at the next `make run`."
            )


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    # From here on a second Ctrl-C must not lose what was published.
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _say(status: Status, what: str) -> None:
    """Print what is being waited for: on a terminal in place, elsewhere a line each."""
    status.update(f"{what} …")
    if console.is_terminal:
        status.start()
    else:
        console.print(f"… {what}", soft_wrap=True)


def _publish(stack: RunningStack, say: Callable[[str], None]) -> None:
    if stack.aws.crashed:
        # The log is on the disk as soon as it is written, the index when its state is saved.
        say("rebuilding the index, since the last run ended without a stop")
        rebuild(stack.reach)
    say("publishing the sample articles through the API")
    publish_samples(stack)


def _introduce(stack: StackDescription, seconds: float) -> None:
    console.print(
        f"[bold green]✓[/] Broadsheet runs, after {seconds:.0f} seconds.\n\n"
        f"  The site  [bold]{stack.site_url}/[/]\n"
        f"  The desk  [bold]{stack.desk_url}[/]  {_sign_in(stack)}\n"
        f"  The API   [bold]{stack.api_url}[/]\n"
        f"  The rest  [bold]{STACK_FILE.relative_to(ROOT)}[/]\n\n"
        "Submit an article of your own:\n",
        soft_wrap=True,
    )
    console.print(f"  {curl_command(stack)}", soft_wrap=True, markup=False)
    console.print("\nCtrl-C stops everything. What the functions log:\n")


def _sign_in(stack: StackDescription) -> str:
    name, known = next(iter(stack.editors.items()))
    return f"as {name}, password {known['password']}"


def curl_command(stack: StackDescription) -> str:
    """Write the curl that submits a first article, ready to be pasted into a shell."""
    key = stack.credentials["desk"]
    return " ".join([
        f'curl --aws-sigv4 "aws:amz:{stack.region}:execute-api"',
        f'--user "{key["access_key_id"]}:{key["secret_access_key"]}"',
        "--header 'Content-Type: application/json'",
        f"--data '{json.dumps(_FIRST_ARTICLE)}'",
        f"{stack.api_url}/articles",
    ])  # fmt: skip


def _follow(stack: RunningStack) -> None:
    logs = FunctionLogs(stack.reach.client("logs"), stack.by_function("LogGroupName"))
    with suppress(BotoCoreError):  # it ends while it is asked
        while stack.aws.running:
            for line in logs.read():
                console.print(line, soft_wrap=True)
            time.sleep(0.5)
    raise Failure(
        f"The local AWS ended by itself ({stack.aws.last_words()}): "
        f"`make run` starts it again; its log is {stack.aws.log}."
    )
