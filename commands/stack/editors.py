"""Editors are accounts of the stack's user pool, in the group of what they may do."""

import secrets
from dataclasses import dataclass
from typing import Any

from commands.stack.contributors import Kind
from commands.stack.reach import Reach
from commands.terminal import Failure

_PASSWORD_BYTES = 15  # 20 characters


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is to be made.

    Attributes
    ----------
    name
        What its editor types to sign in.
    email
        Where Cognito writes to.
    shown
        What the desk calls its editor.
    kind
        What its editor may do.
    """

    name: str
    email: str
    shown: str
    kind: Kind


def new_password() -> str:
    """Make a password that nobody guesses."""
    return secrets.token_urlsafe(_PASSWORD_BYTES)


def make_editor(account: Account, reach: Reach, password: str | None) -> None:
    """Make an editor; the caller needs the right to administer the user pool.

    Parameters
    ----------
    account, reach
        Who, and of which stack.
    password
        To sign in with from now on; with none, Cognito mails one that has to be changed.

    Raises
    ------
    Failure
        If there is one of that name: neither its rights nor its password are changed silently.
    """
    users, pool = _pool(reach)
    named = {"UserPoolId": pool, "Username": account.name}
    attributes = {"email": account.email, "email_verified": "true", "name": account.shown}
    if password:
        told: dict[str, Any] = {"MessageAction": "SUPPRESS", "TemporaryPassword": password}
    else:
        told = {"DesiredDeliveryMediums": ["EMAIL"]}
    try:
        users.admin_create_user(
            **named, **told,
            UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
        )  # fmt: skip
    except users.exceptions.UsernameExistsException as error:
        raise Failure(
            f"{account.name} is an editor already, and keeps its rights and its password: "
            f"`{removal(account.name, reach)}` takes it back first."
        ) from error
    if password:
        users.admin_set_user_password(**named, Password=password, Permanent=True)
    users.admin_add_user_to_group(**named, GroupName=account.kind.value)


def keep_editor(account: Account, reach: Reach, known: str | None) -> str:
    """Keep the editor of a local stack, or make it anew with the known password; return that."""
    password = known or new_password()
    users, pool = _pool(reach)
    try:
        users.admin_get_user(UserPoolId=pool, Username=account.name)
    except users.exceptions.UserNotFoundException:
        make_editor(account, reach, password)
    else:
        users.admin_set_user_password(
            UserPoolId=pool, Username=account.name, Password=password, Permanent=True
        )
    return password


def remove_editor(name: str, reach: Reach) -> None:
    """Take an editor back: nobody signs in by the account again, and no refresh token works.

    Raises
    ------
    Failure
        If there is none of that name.
    """
    users, pool = _pool(reach)
    named = {"UserPoolId": pool, "Username": name}
    try:
        users.admin_user_global_sign_out(**named)
        users.admin_delete_user(**named)
    except users.exceptions.UserNotFoundException as error:
        raise Failure(f"There is no editor {name!r}.") from error


def removal(name: str, reach: Reach) -> str:
    """Return the command that takes an editor back."""
    return f"make editor NAME={name} REMOVE=1{reach.of_make}"


def _pool(reach: Reach) -> tuple[Any, str]:
    return reach.client("cognito-idp"), reach.outputs["UserPoolId"]
