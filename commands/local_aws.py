"""Start and stop the local AWS, and make clients for it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import boto3

from commands import http_calls
from commands.failure import Failure
from commands.layout import LOCAL_REGION, ROOT, TOOLS
from commands.worker_room import clear_worker_room, make_worker_room

START_DEADLINE = 30.0
STOP_DEADLINE = 30.0
ADMIN_KEY = "test"
"""The access key that ministack takes for the root of its account, whatever the secret."""


def admin_session(region: str) -> boto3.Session:
    """Open a session with the rights of the local AWS's root."""
    return boto3.Session(
        aws_access_key_id=ADMIN_KEY, aws_secret_access_key=ADMIN_KEY, region_name=region
    )


def local_environment(environment: Mapping[str, str], endpoint_url: str) -> dict[str, str]:
    """Build the environment of a process that shall see the local AWS and no other.

    Parameters
    ----------
    environment
        As ``os.environ``. What it says of AWS, a profile of the newsroom's own account among it,
        must not reach the local stack, and no proxy stands between this machine and itself.
    endpoint_url
        Where the local AWS is.
    """
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith(("AWS_", "SAM_", "PYTHON"))
    }
    direct = [kept.get("NO_PROXY") or kept.get("no_proxy") or "", "127.0.0.1", "localhost"]
    no_proxy = ",".join(filter(None, direct))
    return kept | {
        "AWS_ACCESS_KEY_ID": ADMIN_KEY,
        "AWS_SECRET_ACCESS_KEY": ADMIN_KEY,
        "AWS_DEFAULT_REGION": LOCAL_REGION,
        "AWS_REGION": LOCAL_REGION,
        "AWS_ENDPOINT_URL": endpoint_url,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
        "PATH": f"{TOOLS}{os.pathsep}{environment.get('PATH', os.defpath)}",
    }


def check_port_free(port: int) -> None:
    """Make sure that the port can be listened on.

    Raises
    ------
    Failure
        If another program has it, or this user may not.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do, so that a connection that has just ended does not count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Failure(
                f"Port {port} is for the system only: choose one above 1023 with PORT=."
            ) from error
        except (OSError, OverflowError) as error:
            raise Failure(
                f"Port {port} is taken by another program: stop that one, "
                f"or choose another port, as in `make run PORT={port + 100}`."
            ) from error


class LocalAws:
    """One ministack with IAM enforced, its state kept in a directory, on 127.0.0.1 only.

    Parameters
    ----------
    home
        Directory for its state, its objects and its log.
    port
        Where it listens.
    """

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.endpoint_url = f"http://127.0.0.1:{port}"
        self.log = home / "aws.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> bool:
        """Start it and wait until it answers.

        Returns
        -------
        bool
            Whether the time before ended without an orderly stop, so that its state may be older
            than its objects.

        Raises
        ------
        Failure
            If it does not answer within ``START_DEADLINE`` seconds, as when the port is taken.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        temporary = make_worker_room(self.home)
        mark = self.home / "running"
        crashed = mark.exists()
        mark.touch()
        with self.log.open("wb") as log:
            # Of its own session, so that Ctrl-C reaches only the command, which then stops the
            # server in order and waits for the state.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "commands.local_aws_server", str(self.home)],
                cwd=ROOT,
                env=self._environment(temporary),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_healthy()
        return crashed

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        """Make a boto3 client with the rights of the account's root."""
        make: Any = admin_session(LOCAL_REGION).client  # its overloads know literal names only
        return make(service, endpoint_url=self.endpoint_url)

    def save(self) -> None:
        """Have it save its state now, and go on."""
        if self.running:
            self._running_process().send_signal(signal.SIGUSR1)

    @property
    def running(self) -> bool:
        """Whether its process is alive."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop it in order: it finishes its calls and saves its state; its workers end with it."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_DEADLINE)
        # Whatever is left of its session: nothing, after an orderly end.
        _kill_group(process.pid)
        process.wait()
        if process.stdin is not None:
            process.stdin.close()
        clear_worker_room(self.home)

    def last_words(self) -> str:
        """Return the last line of its log, for a failure that it alone can explain."""
        lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1][:200] if lines else "it said nothing"

    def _running_process(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise Failure("The local AWS is not running: start it with `make run`.")
        return self._process

    def _environment(self, temporary: Path) -> dict[str, str]:
        base = local_environment(os.environ, self.endpoint_url)
        return base | {
            "AUTH": "true",
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self.port),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.home / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.home / "s3"),
            "TMPDIR": str(temporary),
            "PYTHONUNBUFFERED": "1",
            # There is no Docker here to ask, and asking for it costs a second at the start.
            "DOCKER_HOST": "unix:///nonexistent",
        }

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_DEADLINE
        while time.monotonic() < deadline:
            if not self.running:
                break
            try:
                answer = http_calls.send("GET", f"{self.endpoint_url}/_ministack/health")
            except OSError:
                time.sleep(0.05)
                continue
            if answer.status == 200:  # noqa: PLR2004 - HTTP's own number
                return
        raise Failure(f"The local AWS did not start ({self.last_words()}); its log is {self.log}.")


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
