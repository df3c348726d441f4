"""Deliveries: what ``picture`` does with a message of its queue, and with a batch of a rebuild."""

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit, single_metric
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from broadsheet.darkroom.notices import PictureNotice, read_picture_notices
from broadsheet.darkroom.upkeep import Message, Upkeep
from broadsheet.domain.keys import parse_picture_record_key, part_report_key
from broadsheet.domain.picture_ports import Deliveries
from broadsheet.domain.picture_record import PictureEvent
from broadsheet.domain.ports import Notices, Objects
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.observability import logger

_MAX_REASON = 2_000
_FIRST_WAIT, _LONGEST_WAIT = 30, 1_800
"""Seconds until a message that failed comes again, four times as long each time."""


def follow_message(
    record: SQSRecord, *, upkeep: Upkeep, articles: Notices, deliveries: Deliveries
) -> None:
    """Keep the pictures up that one message of the queue names.

    What fails comes again soon, and not when the queue would have it by itself: that waits for the
    longest making of a picture, and this may be a takedown.

    Raises
    ------
    Exception
        Whatever kept one of them from it; the message is delivered again.
    """
    with logger.append_context_keys(message_id=record.message_id):
        try:
            for notice in dict.fromkeys(read_picture_notices(record.body)):
                _follow(notice, record.message_id, upkeep, articles)
        except Exception:
            logger.exception("the picture is not kept up")
            _ask_again(record, deliveries)
            raise


def _ask_again(record: SQSRecord, deliveries: Deliveries) -> None:
    received = int(record.attributes.approximate_receive_count)
    try:
        deliveries.again_in(
            min(_LONGEST_WAIT, _FIRST_WAIT * 4 ** (received - 1)), record.receipt_handle
        )
    except Exception:  # noqa: BLE001 - it comes again by itself, only later
        logger.exception("the message could not be asked for again")


def _follow(notice: PictureNotice, message_id: str, upkeep: Upkeep, articles: Notices) -> None:
    done: tuple[str, ...] = ()
    try:
        message = Message(message_id, datetime.now(UTC), makes=not notice.is_of_first)
        done = upkeep.keep_up(notice.picture, message)
    finally:
        # Whatever failed, articles follow the log: what was taken down is not to be on pages until
        # the message is delivered again. Asked for after the record was written: an article that
        # is not among them has read it.
        if notice.is_of_record:
            articles.tell(upkeep.users(notice.picture))
    if PictureEvent.MADE in done and notice.written_at:
        waited = max(0.0, (datetime.now(UTC) - notice.written_at).total_seconds())
        with single_metric("UploadToMade", MetricUnit.Seconds, waited):
            pass
    logger.info("picture kept up", picture=notice.picture, done=list(done))


def rebuild_pictures(
    keys: Sequence[str], run: str, *, upkeep: Upkeep, objects: Objects
) -> dict[str, int]:
    """Keep the pictures up that begin in a batch of their logs' listing, and report it to a run.

    A batch is cut without regard to pictures: each belongs to the batch that has its first record.

    Raises
    ------
    StoreUnavailable
        If AWS is; the batch is to be done again.
    """
    began = time.monotonic()
    repaired: list[dict[str, Any]] = []
    faults: list[dict[str, Any]] = []
    pictures = 0
    for key in keys:
        try:
            picture, number = parse_picture_record_key(key)
            if number == 1:
                pictures += 1
                done = upkeep.keep_up(picture, _of_a_rebuild(run))
                repaired += [{"picture": picture, "differences": list(done)}] if done else []
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one picture never stops the rebuild of others
            logger.exception("the picture is not kept up", key=key)
            faults.append({"article": None, "reason": f"{key}: {error!r}"[:_MAX_REASON]})
    report = {"pictures": pictures, "pictures_repaired": repaired, "faults": faults}
    seconds = round(time.monotonic() - began, 3)
    whole = json.dumps(report | {"seconds": seconds}).encode()
    objects.write(part_report_key(run, f"pictures {keys[0]}"), whole)
    return {"pictures": pictures, "repaired": len(repaired), "faults": len(faults)}


def _of_a_rebuild(run: str) -> Message:
    return Message(f"rebuild {run}", datetime.now(UTC), tells_edge=False)
