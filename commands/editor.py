"""``broadsheet editor``: make an editor of the desk's page, or take one back."""

import re

import click

from commands.stack.contributors import Kind
from commands.stack.editors import Account, make_editor, new_password, removal, remove_editor
from commands.stack.options import check_name, for_a_stack
from commands.stack.reach import Reach
from commands.stack.stack_file import EDITORS_FILE, read_keys, write_private
from commands.terminal import console

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@click.command("editor")
@click.argument("name", envvar="BROADSHEET_NAME", callback=check_name)
@click.option("--email", envvar="BROADSHEET_EMAIL", help="Where the first password is sent.")
@click.option("--shown-as", envvar="BROADSHEET_SHOWN_AS", help="As the desk reads it: Anna Pieri.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default=Kind.DESK.value,
    envvar="BROADSHEET_KIND",
    help="A desk writes and reads, a reader reads.",
)
@click.option("--remove", is_flag=True, envvar="BROADSHEET_REMOVE", help="Take it back.")
@for_a_stack
def editor_command(  # noqa: PLR0913 - one for each option
    name: str, email: str | None, shown_as: str | None, kind: str, *, remove: bool, reach: Reach
) -> None:
    """Make an editor of the desk's page, or take one back.

    On AWS the first password comes by mail, and has to be changed; here it is printed.
    """
    if remove:
        _take_back(name, reach)
    elif email is None or not _EMAIL.fullmatch(email):
        raise click.UsageError("Say where to write to: --email anna@newsroom.example.")
    else:
        _make(Account(name, email, shown_as or name, Kind(kind)), reach)


def _take_back(name: str, reach: Reach) -> None:
    remove_editor(name, reach)
    if reach.local:
        others = {other: known for other, known in read_keys(EDITORS_FILE).items() if other != name}
        write_private(EDITORS_FILE, others)
    console.print(
        f"[bold green]✓[/] {name} is taken back: nobody signs in by it, and every session ends.\n\n"
        "Credentials that it holds already end within an hour; docs/operations.md says how to end\n"
        "them at once. What it wrote stays, and the desk's histories go on naming it.",
        soft_wrap=True,
    )


def _make(account: Account, reach: Reach) -> None:
    password = new_password() if reach.local else None
    is_new = make_editor(account, reach, password)
    if reach.local:
        known = {"password": password, "kind": account.kind.value}
        write_private(EDITORS_FILE, read_keys(EDITORS_FILE) | {account.name: known})
    mailed = f"by mail to {account.email}; it lasts 7 days and has to be changed"
    first = password or (mailed if is_new else "as before; who forgot it is mailed a code")
    console.print(
        f"[bold green]✓[/] {account.name}, an editor ({account.kind}) of {reach.stack_name} on "
        f"{reach.where}.\n\n"
        f"  The desk  {reach.outputs['DeskUrl']}\n"
        f"  name      {account.name}\n"
        f"  password  {first}\n\n"
        f"To take it back:\n\n  {removal(account.name, reach)}",
        soft_wrap=True,
    )
