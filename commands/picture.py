"""``broadsheet picture``: send pictures and wait until they are ready; take down, bring back."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.markup import escape

from broadsheet.domain.picture import PICTURE_ID
from commands.stack.options import matching
from commands.stack.pictures import (
    PictureToSend,
    Report,
    bring_back,
    read_picture_file,
    send_picture,
    take_down,
)
from commands.stack.signers import ApiCaller, for_a_contributor
from commands.terminal import Failure, console, upload_bar

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_check = matching(PICTURE_ID, "{!r} is no picture's id, such as `broadsheet picture` prints.")


def _check_id(context: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    return _check(context, parameter, given) if given else None


@click.command("picture")
@click.argument("files", metavar="FILE…", envvar="BROADSHEET_FILE", type=_FILE, nargs=-1)
@click.option(
    "--take-down",
    "down",
    metavar="ID",
    envvar="BROADSHEET_TAKE_DOWN",
    callback=_check_id,
    help="Take this picture down, wherever it is shown.",
)
@click.option("--reason", envvar="BROADSHEET_REASON", help="Why it is taken down; for the desk.")
@click.option(
    "--bring-back",
    "back",
    metavar="ID",
    envvar="BROADSHEET_BRING_BACK",
    callback=_check_id,
    help="Bring this picture back.",
)
@for_a_contributor
def picture_command(
    files: tuple[Path, ...],
    down: str | None,
    reason: str | None,
    back: str | None,
    caller: ApiCaller,
) -> None:
    """Send pictures, and wait until each can be used in an article.

    The same file again is the same picture, and is not sent twice.
    """
    if sum(map(bool, (files, down, back))) != 1:
        raise click.UsageError("Name files to send, or one picture to --take-down or --bring-back.")
    if down:
        take_down(down, reason, caller)
        console.print(f"[bold green]✓[/] {down} is taken down; readers lose it in a moment.")
    elif back:
        status = bring_back(back, caller)["status"]
        console.print(f"[bold green]✓[/] {back} is {status}.")
    else:
        _send_all([read_picture_file(file) for file in files], caller)


def _send_all(files: Sequence[PictureToSend], caller: ApiCaller) -> None:
    """Send each, whatever becomes of the others."""
    failures = []
    for file in files:
        try:
            _tell(file, send_with_bar(file, caller))
        except Failure as failure:
            failures.append(str(failure))
    if failures:
        raise Failure("\n✗ ".join(failures))


def send_with_bar(file: PictureToSend, caller: ApiCaller) -> Report:
    """Send a picture, and show how far it is, and when only the making of it is waited for."""
    name = escape(file.path.name)
    with upload_bar() as bar:
        task = bar.add_task(name, total=file.size)

        def advance(sent: int) -> None:
            bar.advance(task, sent)
            if bar.finished:
                bar.update(task, description=f"{name} is sent, and being made")

        return send_picture(file, caller, advance)


def _tell(file: PictureToSend, report: Report) -> None:
    console.print(f"[bold green]✓[/] {escape(str(file.path))}", soft_wrap=True)
    said = report["suggestions"] or {}
    rows = {
        "id": report["id"],
        "size": f"{report['width']} by {report['height']} pixels",
        **{name.replace("_", " "): text for name, text in said.items() if text},
    }
    for name, text in rows.items():
        console.print(f"  {name:10}{text}", markup=False, soft_wrap=True)
    for note in report["notes"]:
        console.print(f"  [yellow]![/] {escape(note)}", soft_wrap=True)
