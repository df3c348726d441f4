"""Contributors are IAM users: make one, give it the paths of its kind, and a key.

``make contributor NAME=… KIND=desk|reader|wire``, on the local AWS while `make run` stands, and
on AWS otherwise or with ``AWS=1``.
"""

import json
import os
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from botocore.exceptions import ClientError

from commands import stack_file
from commands.failure import Failure, console, run_command
from commands.reach import Reach, reach_stack

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)
_POLICY = "api"


class Kind(StrEnum):
    """What a contributor may do."""

    DESK = "desk"
    READER = "reader"
    WIRE = "wire"


@dataclass(frozen=True, slots=True)
class Key:
    """The access key of a contributor: shown once, kept by nobody but its owner."""

    access_key_id: str
    secret_access_key: str


def api_paths(kind: Kind, name: str) -> list[str]:
    """Name the methods and paths of the API that a kind of contributor may call.

    Parameters
    ----------
    kind, name
        Of the contributor; a wire may call its own paths only.
    """
    reading = ["GET/articles", "GET/articles/*"]
    match kind:
        case Kind.READER:
            return reading
        case Kind.DESK:
            return ["POST/articles", "PUT/articles/*", "DELETE/articles/*", *reading]
        case Kind.WIRE:
            return [f"POST/wires/{name}/items"]


def policy_document(kind: Kind, name: str, stage_arn: str) -> dict[str, Any]:
    """Write the IAM policy of a contributor.

    Parameters
    ----------
    kind, name
        Of the contributor.
    stage_arn
        The one API and stage it is for: ``arn:aws:execute-api:<region>:<account>:<api>/<stage>``.
    """
    resources = [f"{stage_arn}/{path}" for path in api_paths(kind, name)]
    statement = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": resources}
    return {"Version": "2012-10-17", "Statement": [statement]}


def make_contributor(name: str, kind: Kind, reach: Reach) -> Key:
    """Make a contributor, or give one that is there its paths again and a new key.

    Parameters
    ----------
    name
        Lower-case letters, digits and hyphens; it stands in every revision that it sends.
    kind, reach
        What it may do, and where; whoever runs this needs the right to make IAM users.

    Raises
    ------
    Failure
        If a user of that name is there that is not a contributor of this stack, or has two keys
        already, which is all that IAM allows.
    """
    iam = reach.client("iam")
    _ensure_user(iam, name, f"/{reach.stack_name}/")
    document = json.dumps(policy_document(kind, name, reach.stage_arn))
    iam.put_user_policy(UserName=name, PolicyName=_POLICY, PolicyDocument=document)
    try:
        key = iam.create_access_key(UserName=name)["AccessKey"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "LimitExceeded":
            raise
        raise Failure(
            f"{name} has two access keys already: take one back first, with "
            f"`aws iam delete-access-key --user-name {name} --access-key-id …`."
        ) from error
    return Key(key["AccessKeyId"], key["SecretAccessKey"])


def _ensure_user(iam: Any, name: str, path: str) -> None:  # noqa: ANN401 - made at run time
    """Make an IAM user under a path, unless it is there."""
    try:
        user = iam.get_user(UserName=name)["User"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchEntity":
            raise
        user = iam.create_user(UserName=name, Path=path)["User"]
    if user["Path"] != path:
        raise Failure(
            f"The account has an IAM user {name!r} for something else: choose another NAME."
        )


def ensure_contributor(name: str, kind: Kind, reach: Reach, known: Key | None) -> Key:
    """Make a contributor of a local stack, or keep the key that it has.

    Parameters
    ----------
    name, kind, reach
        As for `make_contributor`.
    known
        Its key as it was last written down. If IAM no longer knows that key, it gets another.
    """
    iam = reach.client("iam")
    try:
        keys = iam.list_access_keys(UserName=name)["AccessKeyMetadata"]
    except ClientError:
        keys = []
    if known and any(key["AccessKeyId"] == known.access_key_id for key in keys):
        document = json.dumps(policy_document(kind, name, reach.stage_arn))
        iam.put_user_policy(UserName=name, PolicyName=_POLICY, PolicyDocument=document)
        return known
    for key in keys:
        iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    return make_contributor(name, kind, reach)


def remove_contributor(name: str, reach: Reach) -> None:
    """Take a contributor back: its keys, its policy, and the user.

    Raises
    ------
    Failure
        If there is no contributor of that name in this stack.
    """
    iam = reach.client("iam")
    try:
        user = iam.get_user(UserName=name)["User"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchEntity":
            raise
        raise Failure(f"There is no contributor {name!r}.") from error
    if user["Path"] != f"/{reach.stack_name}/":
        raise Failure(f"The IAM user {name!r} is no contributor of {reach.stack_name}.")
    for key in iam.list_access_keys(UserName=name)["AccessKeyMetadata"]:
        iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    iam.delete_user_policy(UserName=name, PolicyName=_POLICY)
    iam.delete_user(UserName=name)


def _read_name() -> str:
    name = os.environ.get("NAME", "")
    if not _NAME.fullmatch(name):
        raise Failure(
            "NAME= is missing or cannot be: use a-z, 0-9 and hyphens, at most 63, "
            "as in `make contributor NAME=anna KIND=desk`."
        )
    return name


def _read_kind() -> Kind:
    kind = os.environ.get("KIND", "")
    if kind not in list(Kind):
        raise Failure("KIND= must be desk (writes and reads), reader (reads) or wire.")
    return Kind(kind)


def main() -> None:
    """Make a contributor and print its key once, or take one back."""
    name = _read_name()
    if os.environ.get("REMOVE"):
        reach = reach_stack()
        remove_contributor(name, reach)
        if reach.local:
            stack_file.forget_credentials(name)
        console.print(f"[bold green]✓[/] {name} is taken back: its key, its policy and the user.")
        return
    kind = _read_kind()
    reach = reach_stack()
    key = make_contributor(name, kind, reach)
    if reach.local:
        stack_file.keep_credentials(name, key.access_key_id, key.secret_access_key)
    _tell(name, kind, key, reach)


def _tell(name: str, kind: Kind, key: Key, reach: Reach) -> None:
    where = "the local AWS" if reach.local else f"AWS, {reach.region}"
    console.print(f"[bold green]✓[/] {name}, a {kind} of {reach.stack_name} on {where}, may call:")
    for path in api_paths(kind, name):
        method, _, rest = path.partition("/")
        console.print(f"    {method} /{rest}", markup=False)
    console.print(f"\n  API                {reach.api_url}", soft_wrap=True)
    console.print(f"  access key id      {key.access_key_id}")
    console.print(f"  secret access key  {key.secret_access_key}")
    elsewhere = "" if reach.local else f" AWS=1 STACK={reach.stack_name}"
    console.print("\nThe secret is shown this once. To take all of it back:")
    console.print(f"  make contributor NAME={name} REMOVE=1{elsewhere}")
    if kind is Kind.WIRE:
        console.print("\nThe API takes no wires yet; this policy is ready for when it does.")


if __name__ == "__main__":
    run_command(main)
