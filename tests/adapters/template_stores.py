"""A bucket and a table as the template describes them, for a test that wants its own.

The adapters' own clients make them: on moto, or on the local AWS beside what is deployed there.
"""

import uuid
from typing import TYPE_CHECKING, Any

from broadsheet.adapters.clients import cloudfront_client, dynamodb_client, s3_client
from tests.template.transformed_template import resolved

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_DEFAULT_REGION = "us-east-1"


def make_bucket() -> str:
    """Make an empty bucket that tells nobody of what is written to it; its name."""
    name, client = f"articles-{uuid.uuid4().hex}", s3_client()
    region: Any = client.meta.region_name
    if region == _DEFAULT_REGION:  # S3 knows it by not being named
        client.create_bucket(Bucket=name)
    else:
        location: Any = {"LocationConstraint": region}
        client.create_bucket(Bucket=name, CreateBucketConfiguration=location)
    client.put_bucket_versioning(
        Bucket=name, VersioningConfiguration=_described("Bucket")["VersioningConfiguration"]
    )
    return name


def make_table() -> str:
    """Make an empty table; its name."""
    name = f"index-{uuid.uuid4().hex}"
    create_table(dynamodb_client(), name)
    return name


def make_distribution() -> str:
    """Make a distribution, which can be told to forget; its id."""
    origin = {
        "Id": "pictures",
        "DomainName": "pictures.s3.eu-west-1.amazonaws.com",
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }
    config: Any = {
        "CallerReference": uuid.uuid4().hex,
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultCacheBehavior": {"TargetOriginId": "pictures", "ViewerProtocolPolicy": "allow-all"},
    }
    made = cloudfront_client().create_distribution(DistributionConfig=config)
    return made["Distribution"]["Id"]


def create_table(client: "DynamoDBClient", name: str) -> None:
    """Make an empty table of this name, by whatever client."""
    properties = _described("Table")
    client.create_table(
        TableName=name,
        KeySchema=properties["KeySchema"],
        AttributeDefinitions=properties["AttributeDefinitions"],
        BillingMode=properties["BillingMode"],
    )


def _described(resource: str) -> dict[str, Any]:
    properties: dict[str, Any] = resolved()[resource]["Properties"]
    return properties
