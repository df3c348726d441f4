"""The local AWS: ministack in a process of its own, started and stopped."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

from commands.layout import LOCAL_REGION, ROOT, TOOLS
from commands.stack.http_calls import send
from commands.stack.reach import LOCAL_ROOT
from commands.terminal import Failure

_START_DEADLINE = 30.0
_STOP_DEADLINE = 30.0
_OWNER_ONLY = 0o077
"""A umask, since the state holds the contributors' secret keys."""
# The local AWS knows a queue by its URL, which names the port.
_QUEUE_URL = re.compile(r"http://localhost:\d+(?=/\d{12}/)")
_WITH_QUEUES = ("sqs.json", "cloudformation.json")


class LocalAws:
    """One ministack with IAM enforced, its state and its log in a directory, on 127.0.0.1 only."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.log = home / "aws.log"
        self.endpoint_url = f"http://127.0.0.1:{port}"
        mark = home / "running"
        self.crashed = mark.exists()
        """Whether it last ended out of order, so that its state may be older than its objects."""
        self.log.touch(mode=0o600)
        # Of its own session, so that Ctrl-C reaches only the command, which then stops the server
        # in order and waits for the state.
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "commands.local.server", str(mark)],
                cwd=ROOT,
                env=_server_environment(home, port, self.endpoint_url),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                umask=_OWNER_ONLY,
            )

    @property
    def running(self) -> bool:
        """Whether its process is alive."""
        return self._process.poll() is None

    def wait_until_healthy(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + _START_DEADLINE
        while self.running and time.monotonic() < deadline:
            with suppress(OSError):
                health = send("GET", f"{self.endpoint_url}/_ministack/health")
                if health.status == HTTPStatus.OK:
                    return
            time.sleep(0.05)
        raise Failure(f"The local AWS did not start ({self.last_words()}); its log is {self.log}.")

    def save(self) -> None:
        """Have it save its state now, and go on."""
        self._process.send_signal(signal.SIGUSR1)

    def stop(self) -> None:
        """Stop it: it finishes its calls and saves its state, and its workers end with it."""
        with suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=_STOP_DEADLINE)  # which closes its standard input
        # Whatever is left of its session: nothing, after an orderly end.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def last_words(self) -> str:
        """Return the last line of its log, for a failure that it alone can explain."""
        lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1][:200] if lines else "it said nothing"


@contextmanager
def local_aws(home: Path, port: int) -> Iterator[LocalAws]:
    """Run a local AWS, with the state that it had when it last stopped there."""
    check_port_free(port)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    move_queues(home, port)
    workers = home / "workers"
    shutil.rmtree(workers, ignore_errors=True)
    workers.mkdir(mode=0o700)
    aws = LocalAws(home, port)
    try:
        aws.wait_until_healthy()
        yield aws
    finally:
        aws.stop()
        shutil.rmtree(workers, ignore_errors=True)


def check_port_free(port: int) -> None:
    """Make sure that the port can be listened on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do, so that a connection that has just ended does not count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Failure(
                f"Port {port} cannot be listened on ({error.strerror}): stop what has it, "
                f"or choose another one above 1023, as in `make run PORT=8080`."
            ) from error


def move_queues(home: Path, port: int) -> None:
    """Let the queues of the saved state be found on another port than they were made on."""
    for file in (home / "state" / name for name in _WITH_QUEUES):
        if file.exists():
            text = file.read_text("utf-8")
            file.write_text(_QUEUE_URL.sub(f"http://localhost:{port}", text), "utf-8")


def local_environment(environment: Mapping[str, str], endpoint_url: str) -> dict[str, str]:
    """Build the environment of a process that shall see the local AWS, and no other of AWS."""
    # Not a profile of the newsroom's own account; and no proxy between this machine and itself.
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith(("AWS_", "SAM_", "PYTHON"))
    }
    direct = [kept.get("NO_PROXY") or kept.get("no_proxy") or "", "127.0.0.1", "localhost"]
    no_proxy = ",".join(filter(None, direct))
    return kept | {
        "AWS_ACCESS_KEY_ID": LOCAL_ROOT,
        "AWS_SECRET_ACCESS_KEY": LOCAL_ROOT,
        "AWS_DEFAULT_REGION": LOCAL_REGION,
        "AWS_ENDPOINT_URL": endpoint_url,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
        "PATH": f"{TOOLS}{os.pathsep}{environment.get('PATH', os.defpath)}",
    }


def _server_environment(home: Path, port: int, endpoint_url: str) -> dict[str, str]:
    return local_environment(os.environ, endpoint_url) | {
        "AUTH": "true",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",  # else it listens on 8883 too
        "PERSIST_STATE": "1",
        "STATE_DIR": str(home / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(home / "s3"),
        "TMPDIR": str(home / "workers"),
        "PYTHONUNBUFFERED": "1",
        # At its start it would remove containers of its kind, wherever there is a Docker.
        "DOCKER_HOST": "unix:///nonexistent",
    }
