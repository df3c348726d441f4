"""Every call that the functions make to AWS, seen, and made to fail or to end the process."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import boto3
from botocore.exceptions import ClientError, ConnectionClosedError

from broadsheet.adapters import clients


class Blow(StrEnum):
    """What happens at one call."""

    REFUSED = "AWS refuses it for longer than boto3 tries"
    ANSWER_LOST = "it has its effect and the answer is lost"
    KILLED = "it has its effect and the process ends"


class Killed(BaseException):
    """The process has ended."""


# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
_REFUSALS = {
    "s3": "SlowDown",
    "dynamodb": "ThrottlingException",
    "sqs": "RequestThrottled",
    "cloudfront": "TooManyInvalidationsInProgress",
}


class AwsCalls:
    """The calls to AWS, each by what it asks for and how often that was asked before.

    The names are the same whichever of the reads that run side by side comes first.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._target: tuple[str, Blow] | None = None
        self.struck = False

    def strike(self, call: str, blow: Blow) -> None:
        """Let this happen at this call, once."""
        self.seen, self._target, self.struck = [], (call, blow), False

    def before(self, params: Any, model: Any, context: Any, **_: Any) -> None:
        """Name a call that is about to be made."""
        place = params.get("Key") or params.get("Prefix") or ""
        asked = f"{model.name} {place}"
        number = sum(name.startswith(f"{asked} #") for name in self.seen)
        context["call"] = f"{asked} #{number}"
        self.seen.append(context["call"])
        if self._is_struck(context["call"], Blow.REFUSED):
            code = _REFUSALS[model.service_model.service_name]
            raise ClientError({"Error": {"Code": code}}, model.name)

    def after(self, context: Any, **_: Any) -> None:
        """See a call that has been made."""
        if self._is_struck(context["call"], Blow.ANSWER_LOST):
            raise ConnectionClosedError(endpoint_url="https://aws.example")
        if self._is_struck(context["call"], Blow.KILLED):
            raise Killed(context["call"])

    def _is_struck(self, call: str, blow: Blow) -> bool:
        if self.struck or self._target != (call, blow):
            return False
        self.struck = True
        return True


@contextmanager
def watched() -> Iterator[AwsCalls]:
    """Watch every call of the clients that are made from now on."""
    boto3.setup_default_session()
    forget_clients()
    calls = AwsCalls()
    assert boto3.DEFAULT_SESSION
    events = boto3.DEFAULT_SESSION.events
    events.register_first("before-parameter-build", calls.before)
    events.register_last("after-call", calls.after)
    yield calls
    boto3.setup_default_session()
    forget_clients()


def forget_clients() -> None:
    """Leave no client behind, as a process that ends does."""
    clients._s3.cache_clear()
    clients._dynamodb.cache_clear()
    clients._sqs.cache_clear()
    clients._cloudfront.cache_clear()
    clients._users.cache_clear()
