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


def make_editor(account: Account, reach: Reach, password: str | None) -> bool:
    """Make an editor, or bring one back who was taken back; the caller may administer the pool.

    Parameters
    ----------
    account, reach
        Who, and of which stack.
    password
        To sign in with from now on; with none, Cognito mails one that has to be changed, and who
        comes back has the one of before.

    Returns
    -------
    bool
        Whether the account is new.

    Raises
    ------
    Failure
        If there is one of that name: neither its rights nor its password are changed silently, and
        nobody else gets the name of one who has left, whom the desk's histories name.
    """
    users, named = _named(account.name, reach)
    is_new = _create(account, reach, password)
    if not is_new:
        _bring_back(account, reach)
    if password:
        users.admin_set_user_password(**named, Password=password, Permanent=True)
    users.admin_add_user_to_group(**named, GroupName=account.kind.value)
    return is_new


def _create(account: Account, reach: Reach, password: str | None) -> bool:
    """Make an account with no rights yet; False if there is one of that name."""
    users, named = _named(account.name, reach)
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
    except users.exceptions.UsernameExistsException:
        return False
    return True


def _bring_back(account: Account, reach: Reach) -> None:
    """Let one sign in again who was taken back, with no rights yet."""
    users, named = _named(account.name, reach)
    known = users.admin_get_user(**named)
    email = {each["Name"]: each["Value"] for each in known["UserAttributes"]}.get("email")
    if known["Enabled"]:
        raise Failure(
            f"{account.name} is an editor already, and keeps its rights and its password: "
            f"`{removal(account.name, reach)}` takes it back first."
        )
    if email != account.email:
        raise Failure(
            f"{account.name} was the account of {email}, and what that editor wrote says so: "
            "choose another name."
        )
    users.admin_update_user_attributes(
        **named, UserAttributes=[{"Name": "name", "Value": account.shown}]
    )
    users.admin_enable_user(**named)


def keep_editor(account: Account, reach: Reach, known: str | None) -> str:
    """Keep the editor of a local stack, or make it anew with the known password; return that."""
    password = known or new_password()
    users, named = _named(account.name, reach)
    try:
        is_there = users.admin_get_user(**named)["Enabled"]
    except users.exceptions.UserNotFoundException:
        is_there = False
    if is_there:
        users.admin_set_user_password(**named, Password=password, Permanent=True)
    else:
        make_editor(account, reach, password)
    return password


def remove_editor(name: str, reach: Reach) -> None:
    """Take an editor back: nobody signs in by the account, and no refresh token works.

    The account stays, without rights, so that the desk goes on knowing who wrote what.

    Raises
    ------
    Failure
        If there is none of that name.
    """
    users, named = _named(name, reach)
    try:
        users.admin_user_global_sign_out(**named)
        users.admin_disable_user(**named)
        for group in users.admin_list_groups_for_user(**named)["Groups"]:
            users.admin_remove_user_from_group(**named, GroupName=group["GroupName"])
    except users.exceptions.UserNotFoundException as error:
        raise Failure(f"There is no editor {name!r}.") from error


def removal(name: str, reach: Reach) -> str:
    """Return the command that takes an editor back."""
    return f"make editor NAME={name} REMOVE=1{reach.of_make}"


def _named(name: str, reach: Reach) -> tuple[Any, dict[str, str]]:
    """Return the client of the user pool, and how its calls name an account."""
    named = {"UserPoolId": reach.outputs["UserPoolId"], "Username": name}
    return reach.client("cognito-idp"), named
