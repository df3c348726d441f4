"""``broadsheet submit``: submit an article and wait until it can be read."""

from http import HTTPStatus
from pathlib import Path

import click

from commands.stack.articles import submit_article, wait_until_read
from commands.stack.http_calls import Signer, signer_with_key
from commands.stack.options import for_a_stack
from commands.stack.reach import Reach
from commands.stack.stack_file import read_keys
from commands.terminal import Failure, console

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command("submit")
@click.argument("file", envvar="BROADSHEET_FILE", type=_FILE)
@click.option("--as", "name", default="desk", envvar="BROADSHEET_AS", help="Who signs it, locally.")
@click.option("--api", envvar="BROADSHEET_API", help="Its address on AWS, as a contributor has it.")
@for_a_stack
def submit_command(file: Path, name: str, reach: Reach) -> None:
    """Submit an article, and wait until it is read.

    On this machine a contributor signs it; on AWS, whoever your AWS settings name.
    """
    answer = submit_article(file.read_bytes(), _find_signer(name, reach), reach)
    if answer.status not in {HTTPStatus.CREATED, HTTPStatus.OK}:
        raise Failure(f"The API refused the article: {answer.describe_problem()}")
    console.print(answer.text, markup=False, soft_wrap=True)
    receipt = answer.json()
    for warning in receipt["warnings"]:
        console.print(f"[yellow]![/] {warning['pointer']}: {warning['detail']}", soft_wrap=True)
    if receipt["status"] != "published":
        console.print(f"[green]✓[/] Taken; it is {receipt['status']}, so readers do not see it.")
        return
    seconds = wait_until_read(receipt["url"])
    console.print(
        f"[bold green]✓[/] Readers see it, after {seconds:.1f} seconds: {receipt['url']}",
        soft_wrap=True,
    )


def _find_signer(name: str, reach: Reach) -> Signer:
    if not reach.local:
        credentials = reach.session.get_credentials()
        if credentials is None:
            raise Failure("AWS needs credentials: set AWS_PROFILE.")
        return Signer(credentials, reach.region)
    keys = read_keys()
    if name not in keys:
        raise Failure(
            f"There is no contributor {name!r} here, only {', '.join(sorted(keys))}: "
            f"`make contributor NAME={name} KIND=desk` makes one."
        )
    return signer_with_key(keys[name], reach.region)
