"""``broadsheet contributor``: make a contributor, or take one back."""

import click

from commands.stack import contributors
from commands.stack.contributors import Kind
from commands.stack.options import check_name, for_a_stack
from commands.stack.reach import Reach
from commands.stack.stack_file import KEYS_FILE, read_keys, write_private
from commands.terminal import console


@click.command("contributor")
@click.argument("name", envvar="BROADSHEET_NAME", callback=check_name)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    envvar="BROADSHEET_KIND",
    help="A desk writes and reads, a reader reads.",
)
@click.option("--remove", is_flag=True, envvar="BROADSHEET_REMOVE", help="Take it back.")
@for_a_stack
def contributor_command(name: str, kind: str | None, *, remove: bool, reach: Reach) -> None:
    """Make a contributor, or take one back.

    A contributor is an IAM user that may call the API; its key is shown once.
    """
    if remove:
        _take_back(name, reach)
    elif kind is None:
        raise click.UsageError("Say what the contributor may do: --kind desk or --kind reader.")
    else:
        _make(name, Kind(kind), reach)


def _take_back(name: str, reach: Reach) -> None:
    contributors.remove_contributor(name, reach)
    if reach.local:
        others = {other: key for other, key in read_keys().items() if other != name}
        write_private(KEYS_FILE, others)
    console.print(f"[bold green]✓[/] {name} is taken back: its key, its policy and the user.")


def _make(name: str, kind: Kind, reach: Reach) -> None:
    key = contributors.make_contributor(name, kind, reach)
    if reach.local:
        write_private(KEYS_FILE, read_keys() | {name: key})
    console.print(
        f"[bold green]✓[/] {name}, a {kind} of {reach.stack_name} on {reach.where}.\n\n"
        f"  API                {reach.api_url}\n"
        f"  access key id      {key['access_key_id']}\n"
        f"  secret access key  {key['secret_access_key']}\n\n"
        "The secret is shown this once. To take all of it back:\n\n"
        f"  {contributors.removal(name, reach)}",
        soft_wrap=True,
    )
