"""HTTP calls to the site and, signed, to the API, on this machine and on AWS.

Browsers and curl send every ``*.localhost`` to this machine by themselves (RFC 6761, 6.3); Python
asks the resolver, which often knows none of them. So the connection goes to 127.0.0.1 and the
name goes into ``Host``, where the local AWS looks for it.
"""

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from commands.stack.stack_file import Key

TIMEOUT = 30.0
"""Seconds that a call may take; API Gateway itself gives up after 29."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What came back: status, headers with their names in lower case, and the bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        """Whether what was asked for was done (RFC 9110, section 15.3)."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:  # noqa: ANN401 - JSON is whatever the server says
        """Read the body as JSON."""
        return json.loads(self.body)

    def describe_problem(self) -> str:
        """Return in one sentence what the API found wrong (RFC 9457), all faults of it."""
        try:
            problem: dict[str, Any] = self.json()
        except ValueError:
            return f"status {self.status}, {self.text[:200] or 'no words'}"
        what = problem.get("detail") or problem.get("title") or problem.get("message")
        faults = [f"{fault['pointer']}: {fault['detail']}" for fault in problem.get("errors", [])]
        if not faults:
            return f"status {self.status}, {what}"
        return f"status {self.status}, {'; '.join([str(what).rstrip('.'), *faults])}"


def send(
    method: str,
    url: str,
    body: bytes | Iterator[bytes] = b"",
    headers: Mapping[str, str] | None = None,
) -> HttpAnswer:
    """Make one HTTP call; redirects are answers like any other.

    The path of the URL is sent as it is, so it must be percent-encoded. A body in pieces needs its
    Content-Length among the headers. An OSError says that nobody answers, an HTTPException that it
    is not in HTTP.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else host
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(address, parts.port, timeout=TIMEOUT)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, body or None, {"Host": parts.netloc, **(headers or {})})
        response = connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return HttpAnswer(response.status, received, response.read())
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs calls to an API with ``AWS_IAM`` authorisation, in one region."""

    credentials: Credentials
    region: str

    def send(
        self, method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> HttpAnswer:
        """Make one call as `send` does, signed by SigV4; every header given is signed."""
        headers = {"Host": urlsplit(url).netloc, **(headers or {})}
        request = AWSRequest(method=method, url=url, data=body, headers=headers)
        SigV4Auth(self.credentials, "execute-api", self.region).add_auth(request)
        return send(method, url, body, dict(request.headers.items()))


def signer_with_key(key: Key, region: str) -> Signer:
    """Return the contributor who has a key."""
    return Signer(Credentials(key["access_key_id"], key["secret_access_key"]), region)
