"""The options that say which stack a command is about."""

from collections.abc import Callable
from functools import wraps

import click

from commands.layout import STACK_NAME
from commands.stack.reach import reach_stack

_ON_AWS = "The stack on AWS, even while there is one here."
_REGION = "Its region on AWS, if your AWS settings name another."


def for_a_stack(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command, which is called with the stack reached, as ``reach``."""

    @click.option("--aws", is_flag=True, envvar="BROADSHEET_AWS", help=_ON_AWS)
    @click.option("--stack", default=STACK_NAME, envvar="BROADSHEET_STACK", help="Its name on AWS.")
    @click.option("--region", envvar="BROADSHEET_REGION", help=_REGION)
    @wraps(command)
    def reaching(*, aws: bool, stack: str, region: str | None, **options: object) -> None:
        command(reach=reach_stack(stack, region, on_aws=aws), **options)

    return reaching
