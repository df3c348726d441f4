"""The options that say which stack a command is about, and how what is given is checked."""

import re
from collections.abc import Callable
from functools import wraps

import click

from commands.layout import STACK_NAME
from commands.stack.reach import reach_stack

_ON_AWS = "The stack on AWS, even while there is one here."
_REGION = "Its region on AWS, if your AWS settings name another."
_STACK = re.compile("[a-z][a-z0-9-]{0,34}")  # the bucket's name begins with it
_NO_STACK = "{!r} names no stack: a letter, then at most 34 of a-z, 0-9 and hyphens."


def matching(pattern: re.Pattern[str], sentence: str) -> Callable[..., str]:
    """Return a check of what is given, with the sentence that refuses all else."""

    def check(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
        if pattern.fullmatch(given):
            return given
        raise click.BadParameter(sentence.format(given))

    return check


check_name = matching(
    re.compile(r"[a-z0-9][a-z0-9-]{0,46}", re.ASCII),
    "use a-z, 0-9 and hyphens, at most 47, as in anna or night-desk.",
)
"""Of what a contributor or an editor may be called."""
stack_option = click.option(
    "--stack", default=STACK_NAME, envvar="BROADSHEET_STACK", callback=matching(_STACK, _NO_STACK)
)
region_option = click.option("--region", envvar="BROADSHEET_REGION", help=_REGION)


def for_a_stack(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which is called with the stack reached, as ``reach``."""

    @click.option("--aws", is_flag=True, envvar="BROADSHEET_AWS", help=_ON_AWS)
    @stack_option
    @region_option
    @wraps(command)
    def reaching(
        *, aws: bool, stack: str, region: str | None, api: str | None = None, **options: object
    ) -> None:
        command(reach=reach_stack(stack, region, on_aws=aws, api=api), **options)

    return reaching
