"""The whole of Broadsheet on this machine, as tests call it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import pytest

from commands.local.stack import RunningStack, local_stack
from commands.stack.http_calls import HttpAnswer, Signer, send, signer_with_key
from tests.adapters.aws_calls import forget_clients
from tests.commands.free_port import find_free_port


class LocalStack(RunningStack):
    """Broadsheet on this machine, called as its contributors and its readers do."""

    def client(self, service: str) -> Any:
        """Make a boto3 client with the rights of the account's root."""
        return self.reach.client(service)

    def signer(self, name: str) -> Signer:
        """Return the contributor of a name, ready to sign."""
        return signer_with_key(self.keys[name], self.reach.region)

    def api(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        as_: str | None = "desk",
    ) -> HttpAnswer:
        """Call the API, signed by a contributor, or by nobody.

        The path is the API's own, such as ``/articles``.
        """
        url = self.reach.api_url + path
        if as_ is None:
            return send(method, url, body, headers)
        return self.signer(as_).send(method, url, body, headers)

    def site_get(self, path: str, **headers: str) -> HttpAnswer:
        """Read a page as a reader does, through the distribution.

        Headers are given in lower case with underscores, as in ``if_none_match='"…"'``.
        """
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return send("GET", self.reach.site_url + path, headers=named)


@contextmanager
def running_stack(
    home: Path, weather_url: str, say: Callable[[str], None] = lambda _what: None
) -> Iterator[LocalStack]:
    """Run Broadsheet on a port of its own, with a state of its own."""
    with local_stack(home, find_free_port(), weather_url=weather_url, say=say) as running:
        yield LocalStack(running.aws, running.reach, running.keys, running.editors)


@contextmanager
def adapters_calling(stack: LocalStack) -> Iterator[None]:
    """Let the adapters of this process call the local AWS, with the rights of its root."""
    credentials = stack.reach.session.get_credentials()
    assert credentials
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in {
            "AWS_ACCESS_KEY_ID": credentials.access_key,
            "AWS_SECRET_ACCESS_KEY": credentials.secret_key,
            "AWS_DEFAULT_REGION": stack.reach.session.region_name,
            "AWS_ENDPOINT_URL": stack.reach.endpoint_url,
        }.items():
            patch.setenv(variable, str(value))
        boto3.setup_default_session()
        forget_clients()
        yield
        forget_clients()
