"""What erasing an article and erasing a picture have in common: asking first, and the role."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import boto3
import click

from broadsheet.domain.problems import NoSuchArticle, NoSuchPicture, StoreUnavailable
from broadsheet.domain.stored import StoredVersion
from commands.stack.options import for_a_stack
from commands.stack.reach import Reach
from commands.terminal import Failure, console

Say = Callable[[str], None]
Check = Callable[[click.Context, click.Parameter, str], str]


def for_an_erasure(check: Check) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what adds to a command the id of what is erased, how it is asked for, and why."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option("--reason", envvar="BROADSHEET_REASON", help=_REASON),
            click.option("--yes", is_flag=True, envvar="BROADSHEET_YES", help="Do not ask."),
            click.option("--dry-run", is_flag=True, envvar="BROADSHEET_DRY", help=_DRY_RUN),
            click.argument("identity", metavar="ID", envvar="BROADSHEET_ID", callback=check),
        ):
            command = option(command)
        return command

    return lambda command: add(for_a_stack(command))


_DRY_RUN = "Look, and change nothing."
_REASON = "It stays in the tombstones for ever."


def confirm(identity: str, told: str) -> None:
    """Say what would be erased, and go on only if the id is typed.

    Raises
    ------
    Failure
        If it is not.
    """
    console.print(told, soft_wrap=True)
    if click.prompt("Type the id to go on", default="", show_default=False).strip() != identity:
        raise Failure("That is not the id: nothing was changed.")


@contextmanager
def told_failures() -> Iterator[None]:
    """Tell why something could not be erased, and that it may be run again."""
    try:
        yield
    except (NoSuchArticle, NoSuchPicture) as error:
        raise Failure(error.detail) from error
    except StoreUnavailable as error:
        raise Failure(f"{error.detail}. Run it again: it goes on where it stopped.") from error


def erasing_session(reach: Reach) -> boto3.Session:
    """Become the role for erasure, which alone may delete from the log, for an hour."""
    role = reach.outputs["ErasureRoleArn"]
    assumed = reach.client("sts").assume_role(RoleArn=role, RoleSessionName="erase")
    key = assumed["Credentials"]
    return boto3.Session(
        key["AccessKeyId"], key["SecretAccessKey"], key["SessionToken"], region_name=reach.region
    )


def count_versions(versions: Sequence[StoredVersion]) -> str:
    """Say how many versions there are, and how many bytes."""
    plural = "" if len(versions) == 1 else "s"
    return f"{len(versions)} version{plural} ({sum(each.size for each in versions)} bytes)"
