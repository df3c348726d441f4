"""The integration tests run on moto, with a table and a bucket made from the template."""

from collections.abc import Iterator
from threading import Lock
from typing import Any

import pytest
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

from broadsheet.adapters import clients
from broadsheet.adapters.clients import dynamodb_client, s3_client
from tests.transformed_template import resolved

REGION = "eu-west-1"


@pytest.fixture(scope="session")
def resources() -> dict[str, Any]:
    """The resources of the transformed template, as they are deployed to AWS."""
    return {name: resource["Properties"] for name, resource in resolved().items()}


@pytest.fixture(autouse=True)
def _aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for variable, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": REGION,
        "POWERTOOLS_METRICS_NAMESPACE": "Broadsheet",
    }.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        clients._s3.cache_clear()
        clients._dynamodb.cache_clear()
        yield


@pytest.fixture
def bucket(resources: dict[str, Any]) -> str:
    """The bucket, as the template describes it."""
    properties = resources["Bucket"]
    name = str(properties["BucketName"])
    location: Any = {"LocationConstraint": REGION}
    s3_client().create_bucket(Bucket=name, CreateBucketConfiguration=location)
    s3_client().put_bucket_versioning(
        Bucket=name, VersioningConfiguration=properties["VersioningConfiguration"]
    )
    return name


@pytest.fixture
def table(resources: dict[str, Any]) -> str:
    """The table, as the template describes it."""
    properties = resources["Table"]
    made = dynamodb_client().create_table(
        TableName="broadsheet",
        KeySchema=properties["KeySchema"],
        AttributeDefinitions=properties["AttributeDefinitions"],
        BillingMode=properties["BillingMode"],
    )
    return str(made["TableDescription"]["TableName"])


@pytest.fixture
def whole_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let moto answer one request after the other.

    It looks whether a key is taken and then writes to it, with no lock between. S3 does both at
    once, which the end-to-end tests see; here it is what the editors' own steps lead to.
    """
    process, one_at_a_time = BotocoreStubber.process_request, Lock()

    def locked(stubber: BotocoreStubber, request: Any) -> Any:
        with one_at_a_time:
            return process(stubber, request)

    monkeypatch.setattr(BotocoreStubber, "process_request", locked)
