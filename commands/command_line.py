"""The command line ``broadsheet``, made of its commands."""

import click

from commands.build import build_command
from commands.clean import clean_command
from commands.contributor import contributor_command
from commands.deploy import deploy_command
from commands.editor import editor_command
from commands.erase import erase_command
from commands.erase_picture import erase_picture_command
from commands.picture import picture_command
from commands.rebuild import rebuild_command
from commands.redrive import redrive_command
from commands.run import run_command
from commands.submit import submit_command
from commands.verify import verify_command

_SETTINGS = {"help_option_names": ["-h", "--help"], "show_default": True}
_COMMANDS = [
    run_command, submit_command, picture_command, contributor_command, editor_command,
    erase_command, erase_picture_command, rebuild_command, verify_command, redrive_command,
    build_command, deploy_command, clean_command,
]  # fmt: skip


@click.group(commands=_COMMANDS, context_settings=_SETTINGS)
def broadsheet() -> None:
    """Broadsheet, a newspaper without servers.

    The commands are about the paper on this machine while `run` keeps it up, and otherwise, or with
    --aws, about the one on AWS.
    """
