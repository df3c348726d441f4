"""Contributors: who sent what, as the log keeps it, and what people call them.

A program, or a person with a key, is an IAM principal, and its ARN is kept. An editor at the desk's
page has the credentials of a group, so that every editor is the same principal: what is kept of one
is the id of the account.
"""

_EDITOR = "editor:"


def editor(account_id: str) -> str:
    """Write the contributor that an editor is, by the id of the account (its ``sub``)."""
    return f"{_EDITOR}{account_id}"


def account_of(contributor: str) -> str | None:
    """Return the id of an editor's account; nothing of any other contributor."""
    is_editor = contributor.startswith(_EDITOR)
    return contributor.removeprefix(_EDITOR) if is_editor else None


def name_of_principal(arn: str) -> str:
    """Return what people call an IAM principal.

    ``arn:aws:iam::1:user/paper/eu-west-1/anna@eu-west-1`` is ``anna``, and of a role that somebody
    has assumed it is the session's name.
    """
    return arn.rpartition("/")[2].partition("@")[0]
