"""Contributors are IAM users with a policy and a key, named and kept apart by stack and region."""

import json
from enum import StrEnum
from typing import Any

from commands.stack.reach import Reach
from commands.stack.stack_file import Key
from commands.terminal import Failure

_READING = ("GET/articles", "GET/articles/*", "GET/images", "GET/images/*", "GET/suggestions")


class Kind(StrEnum):
    """What a contributor may do."""

    DESK = "desk"
    READER = "reader"


API_PATHS = {
    Kind.READER: _READING,
    Kind.DESK: (
        *("POST/articles", "PUT/articles/*", "DELETE/articles/*", "POST/preview"),
        *("POST/images", "PUT/images/*", "DELETE/images/*"),
        *_READING,
    ),
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
    iam, user = reach.client("iam"), _user(name, reach)
    try:
        iam.create_user(UserName=user, Path=_path(reach))
    except iam.exceptions.EntityAlreadyExistsException as error:
        _check_is_contributor(iam, user, reach)
        raise Failure(
            f"{name} is a contributor already, and keeps its rights and its key: "
            f"`{removal(name, reach)}` takes it back first."
        ) from error
    _allow(iam, user, kind, reach)
    key = iam.create_access_key(UserName=user)["AccessKey"]
    return {"access_key_id": key["AccessKeyId"], "secret_access_key": key["SecretAccessKey"]}


def keep_contributor(name: str, kind: Kind, reach: Reach, known: Key | None) -> Key:
    """Keep the contributor of a local stack that has the known key, or make it anew."""
    iam, user = reach.client("iam"), _user(name, reach)
    try:
        _check_is_contributor(iam, user, reach)
    except iam.exceptions.NoSuchEntityException:
        return make_contributor(name, kind, reach)
    if known and known["access_key_id"] in _key_ids(iam, user):
        _allow(iam, user, kind, reach)
        return known
    remove_contributor(name, reach)
    return make_contributor(name, kind, reach)


def remove_contributor(name: str, reach: Reach) -> None:
    """Take a contributor back: its keys, its policy, and the user."""
    iam, user = reach.client("iam"), _user(name, reach)
    try:
        _check_is_contributor(iam, user, reach)
    except iam.exceptions.NoSuchEntityException as error:
        raise Failure(f"There is no contributor {name!r}.") from error
    for key_id in _key_ids(iam, user):
        iam.delete_access_key(UserName=user, AccessKeyId=key_id)
    for policy in iam.list_user_policies(UserName=user)["PolicyNames"]:
        iam.delete_user_policy(UserName=user, PolicyName=policy)
    iam.delete_user(UserName=user)


def removal(name: str, reach: Reach) -> str:
    """Return the command that takes a contributor back."""
    return f"make contributor NAME={name} REMOVE=1{reach.of_make}"


def _user(name: str, reach: Reach) -> str:
    return f"{name}@{reach.region}"  # IAM knows a name once in an account, whatever its path


def _path(reach: Reach) -> str:
    return f"/{reach.stack_name}/{reach.region}/"


def _check_is_contributor(iam: Any, user: str, reach: Reach) -> None:  # noqa: ANN401 - boto3
    if iam.get_user(UserName=user)["User"]["Path"] != _path(reach):
        raise Failure(f"The IAM user {user!r} is no contributor of {reach.stack_name}.")


def _allow(iam: Any, user: str, kind: Kind, reach: Reach) -> None:  # noqa: ANN401 - boto3
    document = json.dumps(policy_document(kind, reach.stage_arn))
    iam.put_user_policy(UserName=user, PolicyName="api", PolicyDocument=document)


def _key_ids(iam: Any, user: str) -> list[str]:  # noqa: ANN401 - a boto3 client
    keys = iam.list_access_keys(UserName=user)["AccessKeyMetadata"]
    return [key["AccessKeyId"] for key in keys]
