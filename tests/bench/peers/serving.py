"""Starts a server, waits until it gives pages, and ends it with all its processes."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from commands.stack.http_calls import send
from commands.terminal import Failure

_DEADLINE = 300.0


@contextmanager
def serving(
    command: Sequence[str],
    port: int,
    paths: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log: Path,
) -> Iterator[int]:
    """Start a server, and give its process's id when it has answered 200 at each of the paths.

    Raises
    ------
    Failure
        If it ends, or one does not answer in five minutes; its log says why.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        for path in paths:
            _wait(process, f"http://127.0.0.1:{port}{path}", log)
        yield process.pid
    finally:
        for ending in (signal.SIGTERM, signal.SIGKILL):
            if process.poll() is None:
                os.killpg(process.pid, ending)
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    continue


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + _DEADLINE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if send("GET", url).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise Failure(f"nothing answers at {url}: {_last_line(log)} (all of it: {log})")


def run_logged(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path, what: str
) -> None:
    """Run a step of an installation, its output into a file."""
    with log.open("wb") as output:
        ended = subprocess.run(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            check=False,
        )  # fmt: skip
    if ended.returncode != 0:
        raise Failure(f"{what} failed: {_last_line(log)} (all of it: {log})")


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
