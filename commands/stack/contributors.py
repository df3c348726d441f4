"""Contributors are IAM users below the stack's path, with a policy and a key."""

import json
from enum import StrEnum
from typing import Any

from commands.stack.reach import Reach
from commands.stack.stack_file import Key
from commands.terminal import Failure

_READING = ("GET/articles", "GET/articles/*")


class Kind(StrEnum):
    """What a contributor may do."""

    DESK = "desk"
    READER = "reader"


API_PATHS = {
    Kind.READER: _READING,
    Kind.DESK: ("POST/articles", "PUT/articles/*", "DELETE/articles/*", *_READING),
}
"""The methods and paths of the API that each kind of contributor may call."""


def policy_document(kind: Kind, stage_arn: str) -> dict[str, Any]:
    """Write the IAM policy of a kind of contributor, for one API and stage."""
    resources = [f"{stage_arn}/{path}" for path in API_PATHS[kind]]
    statement = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resources}
    return {"Version": "2012-10-17", "Statement": [statement]}


def make_contributor(name: str, kind: Kind, reach: Reach) -> Key:
    """Make a contributor; the caller needs the right to make IAM users.

    One that is there already is refused: its rights are never changed silently.
    """
    iam = reach.client("iam")
    try:
        iam.create_user(UserName=name, Path=f"/{reach.stack_name}/")
    except iam.exceptions.EntityAlreadyExistsException as error:
        _check_is_contributor(iam, name, reach)
        raise Failure(
            f"{name} is a contributor already, and keeps its rights and its key: "
            f"`{removal(name, reach)}` takes it back first."
        ) from error
    _allow(iam, name, kind, reach)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return {"access_key_id": key["AccessKeyId"], "secret_access_key": key["SecretAccessKey"]}


def keep_contributor(name: str, kind: Kind, reach: Reach, known: Key | None) -> Key:
    """Keep the contributor of a local stack that has the known key, or make it anew."""
    iam = reach.client("iam")
    try:
        _check_is_contributor(iam, name, reach)
    except iam.exceptions.NoSuchEntityException:
        return make_contributor(name, kind, reach)
    if known and known["access_key_id"] in _key_ids(iam, name):
        _allow(iam, name, kind, reach)
        return known
    remove_contributor(name, reach)
    return make_contributor(name, kind, reach)


def remove_contributor(name: str, reach: Reach) -> None:
    """Take a contributor back: its keys, its policy, and the user."""
    iam = reach.client("iam")
    try:
        _check_is_contributor(iam, name, reach)
    except iam.exceptions.NoSuchEntityException as error:
        raise Failure(f"There is no contributor {name!r}.") from error
    for key_id in _key_ids(iam, name):
        iam.delete_access_key(UserName=name, AccessKeyId=key_id)
    for policy in iam.list_user_policies(UserName=name)["PolicyNames"]:
        iam.delete_user_policy(UserName=name, PolicyName=policy)
    iam.delete_user(UserName=name)


def removal(name: str, reach: Reach) -> str:
    """Return the command that takes a contributor back."""
    elsewhere = "" if reach.local else f" AWS=1 STACK={reach.stack_name} REGION={reach.region}"
    return f"make contributor NAME={name} REMOVE=1{elsewhere}"


def _check_is_contributor(iam: Any, name: str, reach: Reach) -> None:  # noqa: ANN401 - boto3
    if iam.get_user(UserName=name)["User"]["Path"] != f"/{reach.stack_name}/":
        raise Failure(f"The IAM user {name!r} is no contributor of {reach.stack_name}.")


def _allow(iam: Any, name: str, kind: Kind, reach: Reach) -> None:  # noqa: ANN401 - boto3
    document = json.dumps(policy_document(kind, reach.stage_arn))
    iam.put_user_policy(UserName=name, PolicyName="api", PolicyDocument=document)


def _key_ids(iam: Any, name: str) -> list[str]:  # noqa: ANN401 - a boto3 client
    keys = iam.list_access_keys(UserName=name)["AccessKeyMetadata"]
    return [key["AccessKeyId"] for key in keys]
