"""What ``.venv/bin/broadsheet`` runs: the command line."""

from commands.command_line import broadsheet
from commands.terminal import run_or_exit

run_or_exit(lambda: broadsheet(prog_name="broadsheet", standalone_mode=False))
