"""``broadsheet erase``: erase an article for good, by law; stopped, the same command goes on."""

import time
import uuid
from datetime import UTC, datetime, timedelta
from functools import partial

import click
from rich.markup import escape

from broadsheet.adapters.clients import make_dynamodb_client, make_s3_client
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.contents import S3Contents
from broadsheet.adapters.s3.log import S3Log
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.adapters.sqs.notices import QueueNotices
from broadsheet.custody.erasure import Deleted, Eraser
from broadsheet.domain.identity import ARTICLE_ID
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.picturing import Picturing
from broadsheet.site_file import load_site
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

# By then whatever had read the log before the tombstones has ended: index may take 90 seconds.
SETTLED_AFTER = 100.0
_LOCALLY_SETTLED_AFTER = 3.0
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
_POINT_IN_TIME = timedelta(days=35)
# 30 days by the bucket's lifecycle, whose days end at midnight, and one more as a former version.
_REPORTS = timedelta(days=33)
# https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
_EXECUTIONS = timedelta(days=90)

_check_id = matching(ARTICLE_ID, "{!r} is no article's id, such as old-bridge.")


@click.command("erase")
@for_an_erasure(_check_id)
def erase_command(
    identity: str, *, dry_run: bool, yes: bool, reason: str | None, reach: Reach
) -> None:
    """Erase an article for good, by law.

    It asks for the id first. A reason must not tell of a person.
    """
    with told_failures():
        if dry_run:
            _look(identity, reach)
            return
        if not yes:
            confirm(
                identity,
                f"This erases {identity} of {reach.stack_name} on {reach.where}, for good:\n"
                "  every version of its records, contents, and messages that no other shares;\n"
                "  nobody can restore them, and the id is refused for ever.\n"
                f"`make erase ID={identity} DRY=1` looks first, and changes nothing.\n",
            )
        _erase(identity, reason, reach)


def _look(article: str, reach: Reach) -> None:
    with console.status("looking") as status:
        found = survey(reach, article, status.update)
    _print_deleted(found, "would be")


def _erase(article: str, reason: str | None, reach: Reach) -> None:
    seconds = _LOCALLY_SETTLED_AFTER if reach.local else SETTLED_AFTER
    with console.status("erasing") as status:
        deleted = erase(reach, article, reason, status.update, settled_after=seconds)
    console.print(f"[bold green]✓[/] {article} is erased; its id is refused for ever.")
    _print_deleted(deleted, "now")
    lines = ["\nOut of reach:", *out_of_reach(reach, datetime.now(UTC))]
    console.print("\n  ".join(lines), soft_wrap=True)


def eraser_of(reach: Reach) -> Eraser:
    """Wire the eraser of a stack, which calls with the rights of the role for erasure."""
    session = erasing_session(reach)
    s3 = make_s3_client(session.client, reach.endpoint_url)
    dynamodb = make_dynamodb_client(session.client, reach.endpoint_url)
    bucket = Bucket(reach.outputs["BucketName"], lambda: s3)
    sqs = session.client("sqs", endpoint_url=reach.endpoint_url)
    table = Table(reach.outputs["TableName"], lambda: dynamodb)
    index = IndexTable(table)
    notices = QueueNotices(reach.outputs["PictureQueueUrl"], "pictures", lambda: sqs)
    pictures = Picturing(S3PictureLog(bucket), PictureUsesTable(table), notices)
    return Eraser(bucket, Indexer(S3Log(bucket), S3Contents(bucket), index, load_site(), pictures))


def survey(reach: Reach, article: str, say: Say) -> Deleted:
    """Return what an erasure would delete, and change nothing."""
    return eraser_of(reach).survey(article, partial(_say_looked, say))


def erase(
    reach: Reach, article: str, reason: str | None, say: Say, *, settled_after: float
) -> Deleted:
    """Erase an article, with a pause between the tombstones and the deletion."""
    eraser = eraser_of(reach)
    say("writing the tombstones, and taking it out of the index")
    buried_at = eraser.bury(article, reason, datetime.now(UTC))
    say("dropping the pages that CloudFront keeps")
    # Every page, since cards of the article may stand on any of them.
    paths = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": f"erase-{uuid.uuid4()}"}
    reach.client("cloudfront").create_invalidation(
        DistributionId=reach.outputs["DistributionId"], InvalidationBatch=paths
    )
    waited = (datetime.now(UTC) - buried_at).total_seconds()
    say("waiting for what was under way to end")
    time.sleep(max(0.0, settled_after - waited))
    return eraser.remove(article, partial(_say_looked, say))


def _say_looked(say: Say, looked: int) -> None:
    say(f"looking who else refers to its messages: {looked} records of all articles")


def out_of_reach(reach: Reach, now: datetime) -> list[str]:
    """Return what the erasure does not reach, and until when."""
    logs = reach.client("logs")
    groups = (name for output, name in reach.outputs.items() if output.endswith("LogGroupName"))
    kept_for = [
        group.get("retentionInDays", 0)
        for name in groups
        for group in logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    ]

    def until(kept: timedelta) -> str:
        return f"until {now + kept:%d %B %Y}"

    return [
        "point-in-time recovery of the table: headlines, standfirsts and paths, "
        + until(_POINT_IN_TIME),
        f"CloudWatch Logs: ids and paths, {until(timedelta(days=max(kept_for)))}",
        f"reports of rebuilds, below rebuilds/ in the bucket: the id, {until(_REPORTS)}",
        f"Step Functions' history of the rebuilds: the id, {until(_EXECUTIONS)}",
        "tombstones, which stay for ever: the id, the revisions' names and the REASON",
        "manifests, which stay for ever: the keys and digests of the records and messages",
        "access logs, if AccessLogs is on: readers' requests for its address, for their retention",
        "readers' own copies, feeds that were fetched, search engines and web archives",
        "copies of the bucket or the table that somebody made by hand",
    ]


def _print_deleted(deleted: Deleted, verb: str) -> None:
    for what, versions in {
        "of messages (the submitted bytes)": deleted.messages,
        "of contents (what its pages showed)": deleted.contents,
        "of records (who sent what, and when)": deleted.log,
    }.items():
        console.print(f"  {count_versions(versions)} {what}: {verb} deleted")
    notes = [
        f"[yellow]kept[/] messages/{digest}: the same bytes are also {', '.join(articles)}, which "
        "stands; erase that too, if it must go"
        for digest, articles in deleted.shared.items()
    ] + [
        f"[yellow]note[/] {escape(key)} cannot be read: a message that only it named stays"
        for key in deleted.unreadable
    ]
    for note in notes:
        console.print(f"  {note}", soft_wrap=True)
