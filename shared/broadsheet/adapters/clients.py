"""The boto3 clients, made on first use, and what their errors mean."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from broadsheet.adapters.passing import may_pass
from broadsheet.domain.problems import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_cloudfront import CloudFrontClient
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs import SQSClient

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


# Clients may be used by many threads and not made by two: boto3's default session is shared.
# https://docs.aws.amazon.com/boto3/latest/guide/clients.html#multithreading-or-multiprocessing-with-clients
_one_at_a_time = Lock()


@cache
def _s3() -> "S3Client":
    return make_s3_client(boto3.client)


@cache
def _dynamodb() -> "DynamoDBClient":
    return make_dynamodb_client(boto3.client)


@cache
def _sqs() -> "SQSClient":
    return boto3.client("sqs", config=_CONFIG)


@cache
def _cloudfront() -> "CloudFrontClient":
    return boto3.client("cloudfront", config=_CONFIG)


@cache
def _users() -> "CognitoIdentityProviderClient":
    return boto3.client("cognito-idp", config=_CONFIG)


def s3_client() -> "S3Client":
    """Return the S3 client of a function, made when it is first asked for."""
    with _one_at_a_time:
        return _s3()


def dynamodb_client() -> "DynamoDBClient":
    """Return the DynamoDB client of a function, made when it is first asked for."""
    with _one_at_a_time:
        return _dynamodb()


def sqs_client() -> "SQSClient":
    """Return the SQS client of a function, made when it is first asked for."""
    with _one_at_a_time:
        return _sqs()


def cloudfront_client() -> "CloudFrontClient":
    """Return the CloudFront client of a function, made when it is first asked for."""
    with _one_at_a_time:
        return _cloudfront()


def users_client() -> "CognitoIdentityProviderClient":
    """Return the client of the user pool of a function, made when it is first asked for."""
    with _one_at_a_time:
        return _users()


def make_s3_client(make: Callable[..., Any], endpoint_url: str | None = None) -> "S3Client":
    """Make an S3 client as the adapters need it.

    Parameters
    ----------
    make
        ``client`` of a boto3 session, or of boto3 itself for its default one.
    endpoint_url
        Of the local AWS, or nothing for AWS itself.
    """
    # All said outright, for the addresses that are signed: in old regions boto3 signs with version
    # 2 where nothing is said, and everywhere it names the host of all regions, which in a region
    # that has to be opted in to does not know the bucket, and which the policy of the desk's page
    # does not name. An endpoint by its number stays as it is.
    config = _CONFIG.merge(
        Config(
            signature_version="s3v4",
            s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
        )
    )
    client: S3Client = make("s3", endpoint_url=endpoint_url, config=config)
    return client


def make_dynamodb_client(
    make: Callable[..., Any], endpoint_url: str | None = None
) -> "DynamoDBClient":
    """Make a DynamoDB client as the adapters need it; parameters as above."""
    client: DynamoDBClient = make("dynamodb", endpoint_url=endpoint_url, config=_CONFIG)
    return client


def error_code(error: ClientError) -> str:
    """Return the code by which AWS names an error."""
    return str(error.response.get("Error", {}).get("Code", ""))


def _may_pass(error: ClientError) -> bool:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return may_pass(status, error_code(error))


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
