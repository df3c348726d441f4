"""Where the services of AWS are."""

import os


def given_endpoint(service: str) -> str | None:
    """Return the address that the environment gives a service, as the local AWS does, if any.

    https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    """
    name = "AWS_ENDPOINT_URL"
    return os.environ.get(f"{name}_{service.upper()}") or os.environ.get(name)


def regional_host(service: str) -> str:
    """Return the host of a service in the function's region."""
    return f"{service}.{os.environ['AWS_DEFAULT_REGION']}.amazonaws.com"
