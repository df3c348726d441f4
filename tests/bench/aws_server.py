"""A local AWS for the render handler alone: ministack in a process of its own, IAM not enforced."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from commands import http_calls
from commands.layout import ROOT, TOOLS
from commands.local_aws import local_environment
from commands.local_stack import find_free_port

_START_DEADLINE = 30.0


@dataclass(frozen=True, slots=True)
class AwsServer:
    """A local AWS that answers: where, and its process."""

    endpoint_url: str
    pid: int


@contextmanager
def aws_server() -> Iterator[AwsServer]:
    """Start it, wait until it answers, and stop it."""
    port = find_free_port()
    endpoint_url = f"http://127.0.0.1:{port}"
    environment = local_environment(os.environ, endpoint_url) | {
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": "unix:///nonexistent",
    }
    process = subprocess.Popen(
        [TOOLS / "ministack"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"{endpoint_url}/_ministack/health")
        yield AwsServer(endpoint_url, process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + _START_DEADLINE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            http_calls.send("GET", url)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the local AWS did not start")
