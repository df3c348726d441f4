"""What of pictures nobody reaches on the local AWS: readers no originals, functions no renditions.

What contributors may do is in test_pictures_upload.py.
"""

import io
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from broadsheet.domain.keys import original_key
from commands.stack.http_calls import send
from tests.commands.local_stack import LocalStack
from tests.end_to_end.photo_desk import PhotoDesk, SentPicture

TRICKS = (
    "/{key}",
    "//{key}",
    "/./{key}",
    "/pictures/../{key}",
    "/pictures/%2e%2e/{key}",
    "/pictures/%2E%2E%2F{key}",
    "/pictures/..%2f{key}",
    "/pictures%2f..%2f{key}",
    "/pictures%2F%2e%2e%2F{key}",
    "/pictures/%252e%252e/{key}",
    "/pictures/%252e%252e%252f{key}",
    "/pictures/{token}/../../{key}",
    "/pictures/{token}/%2e%2e/%2e%2e/{key}",
    "/pictures/..;/{key}",
    "/pictures/..\\{key}",
    "/pictures/..%5c{key}",
    "/pictures/%c0%ae%c0%ae/{key}",
    "/pictures//{key}",
    "/pictures/{key}",
    "/pictures/{bucket}/{key}",
    "/sharing/../{key}",
    "/static/%2e%2e/{key}",
    "/pictures/{token}/320.jpg?key={key}",
    "/pictures/{token}/320.jpg%00/../../{key}",
)
WRITING_PICTURES = "PictureRole"
DELETING_PICTURES = {"PictureRole", "ErasureRole"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_address_leads_to_what_is_not_for_readers(photo_desk: PhotoDesk, method: str) -> None:
    stack, picture = photo_desk.stack, photo_desk.send()
    bucket = stack.describe().buckets["articles"]
    sent = picture.file.read_bytes()
    listed = stack.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [each["Key"] for page in listed for each in page["Contents"]]
    private = [key for key in keys if picture.id in key]
    prefixes = {key.partition("/")[0] for key in private}
    assert prefixes == {"originals", "picture-records", "tokens", "uploads"}
    contents = {
        key: stack.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read() for key in private
    }
    public = {
        stack.client("s3").get_object(Bucket=bucket, Key=address[1:])["ETag"]
        for address in picture.addresses
    }
    assert contents[original_key(picture.id)] == sent
    for key in private:
        for trick in TRICKS:
            path = trick.format(key=key, token=picture.token, bucket=bucket)
            answer = send(method, stack.reach.site_url + path)
            # Of a token the address may speak, and an error repeats its address.
            assert contents[key] in path.encode() or contents[key] not in answer.body, path
            # What is answered is nothing, or the rendition that the path begins with.
            assert answer.status in {301, 400, 403, 404} or answer.headers["etag"] in public, path
    shown = send(method, stack.reach.site_url + picture.addresses[0])
    assert shown.status == 200


@dataclass(frozen=True)
class Actor:
    """Somebody with the rights of a role."""

    role: str
    session: boto3.Session

    def may(self, stack: LocalStack, call: str, **arguments: Any) -> bool:
        """Whether a call of S3 is let through; what it then finds is another matter."""
        s3 = self.session.client("s3", endpoint_url=stack.reach.endpoint_url)
        try:
            getattr(s3, call)(Bucket=stack.describe().buckets["articles"], **arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] != "AccessDenied":
                raise
            return False
        return True


@pytest.fixture
def actors(stack: LocalStack) -> Iterator[list[Actor]]:
    """Users who have the very policies of the stack's roles, which only their services can be."""
    iam, name = stack.client("iam"), f"actor-{uuid.uuid4().hex[:8]}"
    found: list[Actor] = []
    pages = stack.client("cloudformation").get_paginator("list_stack_resources")
    for page in pages.paginate(StackName=stack.reach.stack_name):
        for resource in page["StackResourceSummaries"]:
            if resource["ResourceType"] != "AWS::IAM::Role":
                continue
            role, user = resource["PhysicalResourceId"], f"{name}-{len(found)}"
            iam.create_user(UserName=user)
            for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
                document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
                iam.put_user_policy(
                    UserName=user, PolicyName=policy, PolicyDocument=json.dumps(document)
                )
            key = iam.create_access_key(UserName=user)["AccessKey"]
            session = boto3.Session(
                key["AccessKeyId"], key["SecretAccessKey"], region_name=stack.reach.region
            )
            found.append(Actor(resource["LogicalResourceId"], session))
    yield found
    for number, actor in enumerate(found):
        user = f"{name}-{number}"
        credentials = actor.session.get_credentials()
        assert credentials
        iam.delete_access_key(UserName=user, AccessKeyId=credentials.access_key)
        for policy in iam.list_user_policies(UserName=user)["PolicyNames"]:
            iam.delete_user_policy(UserName=user, PolicyName=policy)
        iam.delete_user(UserName=user)


def test_no_function_but_picture_writes_what_readers_get(
    stack: LocalStack, photo_desk: PhotoDesk, actors: list[Actor]
) -> None:
    picture: SentPicture = photo_desk.send()
    key = f"pictures/{picture.token}/never.jpg"
    roles = {actor.role for actor in actors}
    assert {"PictureRole", "SharingRole", "IndexRole", "RenderRole", "SubmitRole"} <= roles
    writing = {actor.role for actor in actors if actor.may(stack, "put_object", Key=key)}
    assert writing == {WRITING_PICTURES}
    deleting = {actor.role for actor in actors if actor.may(stack, "delete_object", Key=key)}
    assert deleting == DELETING_PICTURES


def test_originals_and_their_log_are_written_by_few_and_deleted_by_no_function(
    stack: LocalStack, photo_desk: PhotoDesk, actors: list[Actor]
) -> None:
    picture = photo_desk.send()
    never = uuid.uuid4().hex[:26]
    original, record = original_key(picture.id), f"picture-records/{picture.id}/00000001.json"
    for key in (original, record):
        # Erasure may, as the role itself and not by its policy: the bucket's names it.
        assert not [actor.role for actor in actors if actor.may(stack, "delete_object", Key=key)]
    keeping = {
        actor.role
        for actor in actors
        if actor.may(stack, "put_object", Key=original_key(never), Body=io.BytesIO(b""))
    }
    assert keeping == {"PictureRole"}
    stack.client("s3").delete_object(
        Bucket=stack.describe().buckets["articles"], Key=original_key(never)
    )
    reading = {actor.role for actor in actors if actor.may(stack, "get_object", Key=original)}
    assert "RenderRole" not in reading
    assert "SharingRole" not in reading
    assert "IndexRole" not in reading
    assert reading == {"PictureRole", "SubmitRole", "VerifyRole"}
