"""The whole of Broadsheet on this machine: the local AWS with the template deployed to it.

``make run`` and the end-to-end tests stand on this; it says nothing by itself.
"""

import socket
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from botocore.credentials import Credentials

from commands.contributor import Key, Kind, ensure_contributor
from commands.failure import Failure
from commands.http_calls import Answer, Signer, send
from commands.layout import LOCAL_REGION
from commands.local_aws import LocalAws, check_port_free
from commands.local_deployment import deploy, local_parameters
from commands.reach import Reach, reach_local
from commands.sam import build_local
from commands.saved_state import move_queues, set_aside_orphans
from commands.stack_file import StackDescription, read_credentials, write_credentials

CONTRIBUTORS = {"desk": Kind.DESK, "reader": Kind.READER}
"""Who can call the API of every local stack."""


def find_free_port() -> int:
    """Ask the system for a port that nobody has."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _say_nothing(_what: str) -> None:
    pass


class LocalStack:
    """Broadsheet on this machine, as a context manager.

    Parameters
    ----------
    home
        Directory for its state; what was published there before is there again.
    port
        Where it listens.
    weather_url
        Where the header's temperature comes from, or nothing for MET Norway.
    say
        Is told what is being waited for.
    """

    def __init__(
        self,
        home: Path,
        port: int,
        *,
        weather_url: str | None = None,
        say: Callable[[str], None] = _say_nothing,
    ) -> None:
        self.aws = LocalAws(home, port)
        self._weather_url = weather_url
        self._say = say
        self._reach: Reach | None = None
        self._credentials: dict[str, dict[str, str]] = {}
        self.crashed = False
        """Whether the time before ended without an orderly stop."""

    def __enter__(self) -> Self:
        """Start."""
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    def stop(self) -> None:
        """Stop in order, the state saved."""
        self.aws.stop()

    @property
    def reach(self) -> Reach:
        """The deployed stack.

        Raises
        ------
        Failure
            If it has not been started.
        """
        if self._reach is None:
            raise Failure("The local stack has not been started.")
        return self._reach

    @property
    def credentials(self) -> Mapping[str, Mapping[str, str]]:
        """The contributors' keys: ``access_key_id`` and ``secret_access_key`` by name."""
        return self._credentials

    def signer(self, name: str) -> Signer:
        """Return the contributor of a name, ready to sign."""
        key = self._credentials[name]
        credentials = Credentials(key["access_key_id"], key["secret_access_key"])
        return Signer(credentials, LOCAL_REGION)

    def api(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        as_: str | None = "desk",
    ) -> Answer:
        """Call the API.

        Parameters
        ----------
        method, path, body, headers
            As in HTTP; the path is the API's own, such as ``/articles``.
        as_
            Whose signature the call carries; nothing for none.
        """
        url = self.reach.api_url + path
        if as_ is None:
            return send(method, url, body, headers)
        return self.signer(as_).send(method, url, body, headers)

    def site_get(self, path: str, **headers: str) -> Answer:
        """Read a page as a reader does, through the distribution.

        Parameters
        ----------
        path
            Percent-encoded, with its query.
        headers
            By their names in lower case with underscores, as in ``if_none_match='"…"'``.
        """
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return send("GET", self.reach.site_url + path, headers=named)

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        """Make a boto3 client with the rights of the account's root."""
        return self.aws.client(service)

    def describe(self) -> StackDescription:
        """Tell what stands, as ``.local/stack.json`` does."""
        outputs = self.reach.outputs
        suffix = "FunctionName"
        return StackDescription(
            site_url=self.reach.site_url,
            api_url=self.reach.api_url,
            endpoint_url=self.aws.endpoint_url,
            region=LOCAL_REGION,
            credentials=self._credentials,
            buckets={"articles": outputs["BucketName"]},
            table=outputs["TableName"],
            functions={
                output.removesuffix(suffix).lower(): name
                for output, name in outputs.items()
                if output.endswith(suffix)
            },
            distribution=outputs["DistributionId"],
        )

    def start(self) -> None:
        """Build, start and deploy; `stop` is the caller's, also when this fails.

        Raises
        ------
        Failure
            If any of it cannot be done.
        """
        check_port_free(self.aws.port)
        set_aside_orphans(self.aws.home)
        move_queues(self.aws.home, self.aws.port)
        self._say("building the functions and the layer (sam build)")
        with ThreadPoolExecutor(1) as pool:
            # The build needs no AWS, and both take their seconds.
            building = pool.submit(build_local)
            self.crashed = self.aws.start()
            build = building.result()
        self._say("deploying template.yaml to the local AWS (sam deploy)")
        parameters = local_parameters(self.aws.port, self._weather_url)
        changed = deploy(self.aws, build, parameters)
        self._reach = reach_local(LOCAL_REGION, self.aws.endpoint_url)
        self._say("making the contributors desk and reader")
        self._make_contributors()
        if changed or self.crashed:
            self.aws.save()

    def _make_contributors(self) -> None:
        path = self.aws.home / "credentials.json"
        known = read_credentials(path)
        for name, kind in CONTRIBUTORS.items():
            kept = Key(**known[name]) if name in known else None
            known[name] = asdict(ensure_contributor(name, kind, self.reach, kept))
        self._credentials = known
        write_credentials(known, path)

    def log_groups(self) -> dict[str, str]:
        """Name the log group of each function."""
        suffix = "LogGroupName"
        return {
            output.removesuffix(suffix).lower(): name
            for output, name in self.reach.outputs.items()
            if output.endswith(suffix)
        }
