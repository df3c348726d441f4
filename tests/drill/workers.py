"""The functions' processes on the local AWS: pointed elsewhere, and killed."""

import os
import signal
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from tests.commands.local_stack import LocalStack

DRILLED = ("submit", "index", "render")


def point_functions_at(stack: LocalStack, endpoint_url: str) -> None:
    """Have the functions call AWS at another address.

    By a variable of their environment, which the SDK knows, in the configuration that stands on
    the local AWS: template and code stay as they are.
    """
    functions = stack.client("lambda")
    for name in (stack.describe().functions[function] for function in DRILLED):
        kept = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        variables = kept | {"AWS_ENDPOINT_URL": endpoint_url}
        functions.update_function_configuration(
            FunctionName=name, Environment={"Variables": variables}
        )
        functions.get_waiter("function_updated_v2").wait(
            FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30}
        )


def kill_workers_for(stack: LocalStack, server: int, seconds: float) -> int:
    """Kill every worker of the functions again and again; how many were killed.

    Parameters
    ----------
    server
        Process id of the local AWS, whose children they are.
    seconds
        For how long.
    """
    names = {stack.describe().functions[function] for function in DRILLED}
    killed, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        for worker in _workers(server, names):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
                killed += 1
        time.sleep(0.7)
    return killed


def _workers(server: int, functions: Collection[str]) -> Iterator[int]:
    named = {f"AWS_LAMBDA_FUNCTION_NAME={name}".encode() for name in functions}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it may end while it is looked at
            parent = int((process / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            if parent == server and named & set((process / "environ").read_bytes().split(b"\0")):
                yield int(process.name)
