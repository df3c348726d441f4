"""A local AWS for the render handler alone: ministack in a process of its own, IAM not enforced."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands.layout import ROOT, TOOLS
from commands.local.aws import local_environment
from commands.stack.http_calls import send
from tests.commands.free_port import find_free_port

_START_DEADLINE = 30.0


@dataclass(frozen=True, slots=True)
class AwsServer:
    """A server that answers as AWS does: where, and its process."""

    endpoint_url: str
    pid: int


@contextmanager
def aws_server() -> Iterator[AwsServer]:
    """Start a local AWS, wait until it answers, and stop it in the end."""
    port = find_free_port()
    environment = local_environment(os.environ, f"http://127.0.0.1:{port}") | {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent",
    }
    with _running([str(TOOLS / "ministack")], environment, port) as server:
        yield server


@contextmanager
def recorder(behind: AwsServer) -> Iterator[AwsServer]:
    """Start a recorder before a local AWS."""
    port = find_free_port()
    upstream = behind.endpoint_url.removeprefix("http://")
    command = [sys.executable, str(Path(__file__).with_name("recorder.py")), str(port), upstream]
    with _running(command, dict(os.environ), port) as server:
        yield server


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[AwsServer]:
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"http://127.0.0.1:{port}/_ministack/health")
        yield AwsServer(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + _START_DEADLINE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            send("GET", url)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the local AWS did not start")
