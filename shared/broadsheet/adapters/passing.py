"""Which answers of AWS may pass by themselves, so that the same call may succeed later."""

_TOO_MANY_REQUESTS = 429
_SERVER_ERROR = 500
# What passes and is answered with 400 or 409: all that boto3 takes for throttling, and a write that
# another one was in the way of. https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
PASSING_CODES = frozenset(
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


def may_pass(status: int, code: str) -> bool:
    """Whether the same call may succeed later.

    The status is asked first: S3 and what stands before it answer 5xx with codes of all kinds, and
    where there is no body boto3 makes the status the code.
    """
    return status >= _SERVER_ERROR or status == _TOO_MANY_REQUESTS or code in PASSING_CODES
