"""``broadsheet erase-picture``: erase a picture for good, by law; stopped, the command goes on."""

import time
from datetime import UTC, datetime

import click

from broadsheet.adapters.clients import make_s3_client
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.custody.picture_erasure import PictureEraser, PictureHoldings
from broadsheet.domain.picture import PICTURE_ID
from broadsheet.domain.problems import NoSuchPicture, StoreUnavailable
from commands.erase import Say, count_versions, erasing_session
from commands.stack.options import for_a_stack, matching
from commands.stack.reach import Reach
from commands.terminal import Failure, console

# By then whatever had read its log before the tombstones has ended: picture may take 300 seconds.
SETTLED_AFTER = 310.0
_LOCALLY_SETTLED_AFTER = 5.0

_check_id = matching(PICTURE_ID, "{!r} is no picture's id, which has 26 of a-z and 2-7.")


@click.command("erase-picture")
@click.argument("picture", metavar="ID", envvar="BROADSHEET_ID", callback=_check_id)
@click.option("--dry-run", is_flag=True, envvar="BROADSHEET_DRY", help="Look, and change nothing.")
@click.option("--yes", is_flag=True, envvar="BROADSHEET_YES", help="Do not ask.")
@click.option("--reason", envvar="BROADSHEET_REASON", help="It stays in the tombstones for ever.")
@for_a_stack
def erase_picture_command(
    picture: str, *, dry_run: bool, yes: bool, reason: str | None, reach: Reach
) -> None:
    """Erase a picture for good, by law; to take one down, DELETE /images/{id} is enough.

    It asks for the id first. A reason must not tell of a person.
    """
    try:
        if dry_run:
            _print_holdings(picture_eraser_of(reach).holdings(picture), "would be")
        elif yes or _confirm(picture, reach):
            _erase(picture, reason, reach)
    except NoSuchPicture as error:
        raise Failure(error.detail) from error
    except StoreUnavailable as error:
        raise Failure(f"{error.detail}. Run it again: it goes on where it stopped.") from error


def _confirm(picture: str, reach: Reach) -> bool:
    console.print(
        f"This erases the picture {picture} of {reach.stack_name} on {reach.where}, for good:\n"
        "  every version of its file, its records, and what readers get of it;\n"
        "  articles that show it stay, without it, and its bytes are refused for ever.\n"
        f"`make erase-picture ID={picture} DRY=1` looks first, and changes nothing.\n",
        soft_wrap=True,
    )
    if click.prompt("Type the id to go on", default="", show_default=False).strip() != picture:
        raise Failure("That is not the id: nothing was changed.")
    return True


def _erase(picture: str, reason: str | None, reach: Reach) -> None:
    seconds = _LOCALLY_SETTLED_AFTER if reach.local else SETTLED_AFTER
    with console.status("erasing") as status:
        deleted = erase_picture(reach, picture, reason, status.update, settled_after=seconds)
    console.print(f"[bold green]✓[/] {picture} is erased; its bytes are refused for ever.")
    _print_holdings(deleted, "now")
    console.print(
        "\n  Out of reach: former versions of what its articles' pages showed, for a week;\n"
        "  captions in the articles' own messages, which stay: correct or erase those articles;\n"
        "  logs and point-in-time recovery, as for an article; readers' own copies.",
        soft_wrap=True,
    )


def picture_eraser_of(reach: Reach) -> PictureEraser:
    """Wire the eraser of a stack, which calls with the rights of the role for erasure."""
    s3 = make_s3_client(erasing_session(reach).client, reach.endpoint_url)
    return PictureEraser(Bucket(reach.outputs["BucketName"], lambda: s3))


def erase_picture(
    reach: Reach, picture: str, reason: str | None, say: Say, *, settled_after: float
) -> PictureHoldings:
    """Erase a picture, with a pause between the tombstones and the deletion.

    The tombstones wake ``picture``, which takes it from pages and from CloudFront meanwhile.
    """
    eraser = picture_eraser_of(reach)
    say("writing the tombstones")
    buried_at = eraser.bury(picture, reason, datetime.now(UTC))
    waited = (datetime.now(UTC) - buried_at).total_seconds()
    say("waiting for what was under way to end")
    time.sleep(max(0.0, settled_after - waited))
    return eraser.remove(picture)


def _print_holdings(held: PictureHoldings, verb: str) -> None:
    for what, versions in {
        "of the file as it was sent": held.originals,
        "of what readers got of it": held.renditions,
        "of records (who sent it, and when)": held.log,
    }.items():
        console.print(f"  {count_versions(versions)} {what}: {verb} deleted")
