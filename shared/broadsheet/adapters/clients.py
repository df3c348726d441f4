"""The boto3 clients, made on first use and shared by all adapters of a function."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from broadsheet.domain.problems import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

# Standard mode retries throttling and 5xx with jitter and a quota; a call that hangs is cut well
# before the shortest function timeout, so that the retry still fits into it.
_CONFIG = Config(
    connect_timeout=2,
    read_timeout=4,
    retries={"mode": "standard", "total_max_attempts": 4},
    max_pool_connections=16,
    # A given name also spares the making of botocore's own at every call, a tenth of its cost.
    user_agent="Broadsheet",
)
_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500
# What passes and is answered with 400 or 409: all that boto3 takes for throttling, and a write that
# another one was in the way of. https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
_TRANSIENT = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "OperationAborted",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestTimeout",
        "RequestTimeoutException",
        "SlowDown",
        "Throttling",
        "ThrottledException",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)


# Clients may be used by many threads and not made by two: boto3's default session is shared.
# https://docs.aws.amazon.com/boto3/latest/guide/clients.html#multithreading-or-multiprocessing-with-clients
_one_at_a_time = Lock()


_operators: list[tuple[boto3.Session, str | None]] = []


@cache
def _s3() -> "S3Client":
    # Said outright: in old regions boto3 signs addresses with version 2 where nothing is said.
    config = _CONFIG.merge(Config(signature_version="s3v4"))
    if _operators:
        session, endpoint_url = _operators[-1]
        return session.client("s3", endpoint_url=endpoint_url, config=config)
    return boto3.client("s3", config=config)


@cache
def _dynamodb() -> "DynamoDBClient":
    if _operators:
        session, endpoint_url = _operators[-1]
        return session.client("dynamodb", endpoint_url=endpoint_url, config=_CONFIG)
    return boto3.client("dynamodb", config=_CONFIG)


@contextmanager
def calling_as(session: boto3.Session, endpoint_url: str | None) -> Iterator[None]:
    """Let the adapters call with an operator's rights: for commands, functions have their own.

    Parameters
    ----------
    session
        Whose rights, and in which region.
    endpoint_url
        Of the local AWS, or nothing for AWS itself.
    """
    _operators.append((session, endpoint_url))
    _forget_clients()
    try:
        yield
    finally:
        _operators.pop()
        _forget_clients()


def _forget_clients() -> None:
    _s3.cache_clear()
    _dynamodb.cache_clear()


def s3_client() -> "S3Client":
    """Give the S3 client."""
    with _one_at_a_time:
        return _s3()


def dynamodb_client() -> "DynamoDBClient":
    """Give the DynamoDB client."""
    with _one_at_a_time:
        return _dynamodb()


def error_code(error: ClientError) -> str:
    """Give the code by which AWS names an error."""
    return str(error.response.get("Error", {}).get("Code", ""))


def _may_pass(error: ClientError) -> bool:
    """Tell whether the same call may succeed later.

    The status is asked first: S3 and what stands before it answer 5xx with codes of all kinds, and
    where there is no body boto3 makes the status the code.
    """
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    is_passing = status >= _SERVER_ERROR or status == _TOO_MANY_REQUESTS
    return is_passing or error_code(error) in _TRANSIENT


@contextmanager
def store_errors(doing: str) -> Iterator[None]:
    """Turn what may pass into a domain error; what will not pass by itself is left as it is.

    Parameters
    ----------
    doing
        What is being done, for the sentence: "storing the message".

    Raises
    ------
    StoreUnavailable
        When AWS throttles, fails or cannot be reached, after boto3's own retries.
    """
    try:
        yield
    except ClientError as error:
        if _may_pass(error):
            raise StoreUnavailable(f"{doing} failed for now ({error_code(error)})") from error
        raise
    except BotoCoreError as error:
        raise StoreUnavailable(f"{doing} failed for now ({type(error).__name__})") from error
