"""The role for erasure has the rights that erasing needs, and nobody else has that of deleting.

That writes must name `If-None-Match` the local AWS does not enforce: tests/template holds it.
"""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from commands.erase import eraser_of
from commands.erasing import erasing_session
from tests.commands.local_stack import LocalStack
from tests.end_to_end.test_erasure import head_of, is_indexed, objects, post
from tests.end_to_end.waiting import eventually


@pytest.fixture
def article(stack: LocalStack) -> str:
    """An article that stands in the log and in the index; its id."""
    name = f"t{uuid.uuid4().hex[:12]}"
    posted = post(stack, {"headline": name, "section": "news", "body": name}, name)
    article = str(posted["id"])
    eventually(lambda: is_indexed(stack, article, "desk-1"), "the article is indexed")
    return article


@pytest.fixture
def administrator(stack: LocalStack) -> Iterator[boto3.Session]:
    """Somebody who may do everything in S3 that nobody is denied."""
    iam, name = stack.client("iam"), f"administrator-{uuid.uuid4().hex[:8]}"
    iam.create_user(UserName=name)
    statement = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.put_user_policy(UserName=name, PolicyName="all", PolicyDocument=document)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    yield boto3.Session(key["AccessKeyId"], key["SecretAccessKey"], region_name=stack.reach.region)
    iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    iam.delete_user_policy(UserName=name, PolicyName="all")
    iam.delete_user(UserName=name)


@pytest.fixture
def erasing(stack: LocalStack) -> boto3.Session:
    """Somebody who has become the role for erasure."""
    return erasing_session(stack.reach)


def refused(call: Any, **arguments: Any) -> bool:
    with pytest.raises(ClientError) as raised:
        call(**arguments)
    code: str = raised.value.response["Error"]["Code"]
    return code == "AccessDenied"


def test_erasing_needs_the_roles_rights_and_no_others(stack: LocalStack, article: str) -> None:
    eraser = eraser_of(stack.reach)
    eraser.bury(article, "By law", datetime.now(UTC))
    deleted = eraser.remove(article, lambda _looked: None)

    assert deleted.messages
    assert deleted.contents
    assert head_of(stack, article)[0]["erased"] == {"BOOL": True}
    assert objects(stack, f"content/{article}/") == set()
    standing = {(version.key, version.version) for version in (*deleted.log, *deleted.messages)}
    assert not standing & objects(stack, "")


def test_who_erases_reads_neither_messages_nor_contents(
    stack: LocalStack, article: str, erasing: boto3.Session
) -> None:
    s3 = erasing.client("s3", endpoint_url=stack.reach.endpoint_url)
    bucket = stack.describe().buckets["articles"]
    for prefix in ("messages/", f"content/{article}/"):
        key, version = min(objects(stack, prefix))
        assert refused(s3.get_object, Bucket=bucket, Key=key, VersionId=version)
        assert refused(s3.put_object, Bucket=bucket, Key=key, Body=b"")


def test_nobody_else_deletes_from_the_log_whatever_rights_he_has(
    stack: LocalStack, article: str, administrator: boto3.Session
) -> None:
    s3 = administrator.client("s3", endpoint_url=stack.reach.endpoint_url)
    bucket = stack.describe().buckets["articles"]
    for prefix in ("messages/", f"articles/{article}/"):
        before = objects(stack, prefix)
        key, version = min(before)
        assert refused(s3.delete_object, Bucket=bucket, Key=key)
        assert refused(s3.delete_object, Bucket=bucket, Key=key, VersionId=version)
        assert objects(stack, prefix) == before

    ((key, _),) = objects(stack, f"content/{article}/")
    s3.delete_object(Bucket=bucket, Key=key)  # what is derived is made again
