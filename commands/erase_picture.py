"""``broadsheet erase-picture``: erase a picture for good, by law; stopped, the command goes on."""

import time
from datetime import UTC, datetime

import click

from broadsheet.adapters.clients import make_s3_client
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.custody.picture_erasure import PictureEraser, PictureHoldings
from broadsheet.domain.picture import PICTURE_ID
from commands.erasing import (
    Say,
    confirm,
    count_versions,
    erasing_session,
    for_an_erasure,
    told_failures,
)
from commands.stack.options import matching
from commands.stack.reach import Reach
from commands.terminal import console

# By then whatever had read its log before the tombstones has ended: picture may take 300 seconds.
SETTLED_AFTER = 310.0
_LOCALLY_SETTLED_AFTER = 5.0

_check_id = matching(PICTURE_ID, "{!r} is no picture's id, which has 26 of a-z and 2-7.")


@click.command("erase-picture")
@for_an_erasure(_check_id)
def erase_picture_command(
    identity: str, *, dry_run: bool, yes: bool, reason: str | None, reach: Reach
) -> None:
    """Erase a picture for good, by law; to take one down, DELETE /images/{id} is enough.

    It asks for the id first. A reason must not tell of a person.
    """
    with told_failures():
        if dry_run:
            _print_holdings(picture_eraser_of(reach).holdings(identity), "would be")
            return
        if not yes:
            confirm(
                identity,
                f"This erases the picture {identity} of {reach.stack_name} on {reach.where}, for "
                "good:\n"
                "  every version of its file, its records, and what readers get of it;\n"
                "  articles that show it stay, without it, and its bytes are refused for ever.\n"
                f"`make erase-picture ID={identity} DRY=1` looks first, and changes nothing.\n",
            )
        _erase(identity, reason, reach)


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
