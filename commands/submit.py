"""``broadsheet submit``: submit an article and wait until it can be read."""

from http import HTTPStatus
from pathlib import Path

import click

from commands.illustrating import send_named_files
from commands.picture import send_with_bar
from commands.stack.articles import submit_article, wait_until_read
from commands.stack.pictures import PictureToSend
from commands.stack.signers import ApiCaller, for_a_contributor
from commands.terminal import Failure, console

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.command("submit")
@click.argument("file", envvar="BROADSHEET_FILE", type=_FILE)
@for_a_contributor
def submit_command(file: Path, caller: ApiCaller) -> None:
    """Submit an article, and wait until it is read.

    On this machine a contributor signs it; on AWS, whoever your AWS settings name. Pictures that it
    names by `file` are sent first.
    """

    def send(picture: PictureToSend) -> str:
        return str(send_with_bar(picture, caller)["id"])

    article = send_named_files(file.read_bytes(), file.parent, send)
    answer = submit_article(article, caller.signer, caller.reach)
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
