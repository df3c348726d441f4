"""The handler of picture on moto, with real files: from messages of its queue to renditions."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from botocore.exceptions import ClientError
from PIL import Image

from broadsheet.adapters import clients
from broadsheet.adapters.cloudfront.edge import CloudFrontEdge
from broadsheet.adapters.dynamodb.newest_pictures import NewestPicturesTable
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.adapters.s3.renditions import S3Renditions
from broadsheet.adapters.s3.sent_pictures import S3SentPictures
from broadsheet.adapters.sqs.notices import QueueNotices
from broadsheet.domain.keys import (
    original_key,
    picture_record_key,
    report_key,
    upload_key,
)
from broadsheet.domain.picture import (
    RENDITION_TYPES,
    TOKEN,
    Announcement,
    MadePicture,
    PictureStage,
    PictureState,
    PictureUse,
    picture_id,
)
from broadsheet.domain.picture_record import PictureEvent, PictureRecord
from broadsheet.domain.problems import StoreUnavailable
from broadsheet.functions import picture as function
from broadsheet.functions import rebuild
from tests.adapters.stores import items_in, objects_in
from tests.adapters.template_stores import make_distribution
from tests.darkroom.sources import file_of, quarters
from tests.domain.pictures import a_picture, ready_state
from tests.functions.handlers import message, notice
from tests.functions.lambda_context import lambda_context

PHOTO = file_of(quarters((700, 500)), "JPEG")
DIGEST = sha256(PHOTO).hexdigest()
PICTURE = picture_id(DIGEST)


@pytest.fixture
def distribution() -> str:
    return make_distribution()


@pytest.fixture
def index_queue() -> str:
    return clients.sqs_client().create_queue(QueueName="index")["QueueUrl"]


@pytest.fixture(autouse=True)
def _function(
    monkeypatch: pytest.MonkeyPatch, bucket: str, table: str, distribution: str, index_queue: str
) -> None:
    for variable, value in {
        "BUCKET": bucket,
        "TABLE": table,
        "DISTRIBUTION_ID": distribution,
        "INDEX_QUEUE_URL": index_queue,
        "PICTURE_QUEUE_URL": index_queue,  # of rebuild, which tells of nothing here
    }.items():
        monkeypatch.setenv(variable, value)
    function.wiring.cache_clear()
    rebuild.wiring.cache_clear()


@pytest.fixture
def log(bucket: str) -> S3PictureLog:
    return S3PictureLog(objects_in(bucket))


@pytest.fixture
def write(log: S3PictureLog) -> Callable[..., str]:
    """Write a record as the desk does, and give its key."""

    def append(event: PictureEvent, **fields: Any) -> str:
        state = log.read(PICTURE)
        number = state.recorded + 1 if state else 1
        record = PictureRecord(
            PICTURE, number, event, datetime.now(UTC), "arn:desk", "request-1", **fields
        )
        assert log.append(record)
        return record.key

    return append


@pytest.fixture
def announce(write: Callable[..., str], bucket: str) -> Callable[..., str]:
    """Announce the photo and send something, and give the key of what was sent."""

    def send(body: bytes = PHOTO, content_type: str = "image/jpeg") -> str:
        said = Announcement(DIGEST, len(PHOTO), content_type, "harbour.jpg")
        write(PictureEvent.ANNOUNCED, announcement=said)
        clients.s3_client().put_object(Bucket=bucket, Key=upload_key(PICTURE, 1), Body=body)
        return upload_key(PICTURE, 1)

    return send


@pytest.fixture
def made(announce: Callable[..., str], log: S3PictureLog) -> PictureState:
    """The photo, announced, sent and made."""
    assert deliver(notice(announce())) == []
    state = log.read(PICTURE)
    assert state
    assert state.made
    return state


def deliver(body: Any) -> list[str]:
    """Deliver a message, and give it again if it is to come again."""
    answer = function.handler({"Records": [message("m1", body)]}, lambda_context())
    return [str(failure["itemIdentifier"]) for failure in answer["batchItemFailures"]]


def token_of(state: PictureState) -> str:
    assert state.made
    return state.made.token


def listed(table: str) -> list[dict[str, Any]]:
    return [
        {name: next(iter(value.values())) for name, value in item.items()}
        for item in clients.dynamodb_client().scan(TableName=table)["Items"]
        if item["pk"]["S"] == "PICTURES"
    ]


def told(queue: str) -> list[Any]:
    received = clients.sqs_client().receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return [json.loads(each["Body"]) for each in received.get("Messages", [])]


def invalidated(distribution: str) -> list[str]:
    client = clients.cloudfront_client()
    found = client.list_invalidations(DistributionId=distribution)["InvalidationList"]
    return [
        path
        for each in found.get("Items", [])
        for path in client.get_invalidation(DistributionId=distribution, Id=each["Id"])[
            "Invalidation"
        ]["InvalidationBatch"]["Paths"]["Items"]
    ]


def test_what_is_made_stands_as_readers_get_it(made: PictureState, bucket: str, table: str) -> None:
    token = token_of(made)
    assert TOKEN.fullmatch(token)
    assert made.stage is PictureStage.READY
    assert made.made
    assert (made.made.development.width, made.made.development.widths) == (700, (320, 640))
    for width in (320, 640):
        for end, kind in RENDITION_TYPES.items():
            stored = clients.s3_client().get_object(
                Bucket=bucket, Key=f"pictures/{token}/{width}.{end}"
            )
            assert stored["ContentType"] == kind
            assert stored["CacheControl"] == "public, max-age=31536000"
            with Image.open(io.BytesIO(stored["Body"].read())) as seen:
                assert seen.width == width
    assert objects_in(bucket).read(original_key(PICTURE)) == PHOTO
    (item,) = listed(table)
    assert item["sk"].endswith(f"#{PICTURE}")
    said = {name: item[name] for name in ("stage", "filename", "width", "height", "token")}
    assert said == {
        "stage": "ready",
        "filename": "harbour.jpg",
        "width": "700",
        "height": "500",
        "token": token,
    }


def test_messages_that_come_again_and_late_change_nothing(
    made: PictureState, log: S3PictureLog, bucket: str, index_queue: str
) -> None:
    before = [each.key for each in objects_in(bucket).objects("")]
    for key in (upload_key(PICTURE, 1), picture_record_key(PICTURE, 2), upload_key(PICTURE, 1)):
        assert deliver(notice(key)) == []
    assert deliver({"pictures": [PICTURE, PICTURE]}) == []
    assert [each.key for each in objects_in(bucket).objects("")] == before
    assert log.read(PICTURE) == made
    assert told(index_queue) == []


def test_a_takedown_takes_it_from_readers_and_tells_every_article_that_shows_it(
    *,
    made: PictureState,
    write: Callable[..., str],
    bucket: str,
    table: str,
    index_queue: str,
    distribution: str,
) -> None:
    uses = PictureUsesTable(items_in(table))
    uses.note([PictureUse(PICTURE, "bridge"), PictureUse(PICTURE, "ferry", is_withdrawn=True)])
    uses.note([PictureUse(a_picture("other"), "tunnel")])
    assert deliver(notice(write(PictureEvent.TAKEN_DOWN, reason="A kill"))) == []
    assert list(objects_in(bucket).objects("pictures/")) == []
    assert invalidated(distribution) == [f"/pictures/{token_of(made)}/*"]
    assert told(index_queue) == [{"articles": ["bridge"]}, {"articles": ["ferry"]}]
    (item,) = listed(table)
    assert item["stage"] == "taken-down"
    assert deliver(notice(write(PictureEvent.BROUGHT_BACK))) == []
    assert len(list(objects_in(bucket).objects(f"pictures/{token_of(made)}/"))) == 6


def test_articles_are_told_of_a_takedown_that_does_not_reach_the_edge(
    *,
    made: PictureState,
    write: Callable[..., str],
    table: str,
    index_queue: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is tried again half an hour later, and pages show the picture no longer than this one."""
    assert made

    def too_busy(*_: object) -> None:
        raise StoreUnavailable("CloudFront has too many invalidations under way")

    monkeypatch.setattr(CloudFrontEdge, "forget", too_busy)
    PictureUsesTable(items_in(table)).note([PictureUse(PICTURE, "bridge")])
    assert len(deliver(notice(write(PictureEvent.TAKEN_DOWN)))) == 1
    assert told(index_queue) == [{"articles": ["bridge"]}]


def test_what_index_tells_is_not_told_back(
    made: PictureState, bucket: str, table: str, index_queue: str
) -> None:
    assert made
    uses = PictureUsesTable(items_in(table))
    uses.note([PictureUse(PICTURE, "bridge", is_withdrawn=True)])
    assert deliver({"pictures": [PICTURE]}) == []
    assert list(objects_in(bucket).objects("pictures/")) == []
    assert told(index_queue) == []
    uses.forget("bridge", [PICTURE])
    assert uses.of(PICTURE) == ()
    assert deliver({"pictures": [PICTURE]}) == []
    assert len(list(objects_in(bucket).objects("pictures/"))) == 6


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        (PHOTO[:-1] + b"\0", "image/jpeg", "SHA-256"),
        (PHOTO + b"PK", "image/jpeg", "more than the"),
        (PHOTO, "image/png", "PNG"),
    ],
)
def test_what_is_not_what_was_announced_is_refused_with_the_reason(
    *,
    announce: Callable[..., str],
    log: S3PictureLog,
    bucket: str,
    body: bytes,
    content_type: str,
    words: str,
) -> None:
    assert deliver(notice(announce(body, content_type))) == []
    state = log.read(PICTURE)
    assert state
    assert words in (state.refusal or "")
    for prefix in ("originals/", "pictures/"):
        assert list(objects_in(bucket).objects(prefix)) == []


def test_a_message_that_fails_comes_again(
    made: PictureState, bucket: str, caplog: pytest.LogCaptureFixture
) -> None:
    s3 = clients.s3_client()
    s3.put_object(Bucket=bucket, Key=picture_record_key(PICTURE, 3), Body=b"{")
    assert deliver({"pictures": [PICTURE]}) == ["m1"]
    assert deliver("no json") == ["m1"]
    assert deliver(notice("picture-records/stray")) == ["m1"]
    assert "the picture is not kept up" in caplog.text
    assert made


def test_a_rebuild_makes_missing_renditions_again_and_says_so(
    made: PictureState, bucket: str
) -> None:
    def batch() -> Any:
        keys = [picture_record_key(PICTURE, 1), picture_record_key(PICTURE, 2)]
        items = [{"Key": key, "run": "run-1"} for key in keys]
        return function.handler({"Items": items}, lambda_context())

    assert batch() == {"pictures": 1, "repaired": 0, "faults": 0}
    objects_in(bucket).remove([f"pictures/{token_of(made)}/640.avif"])
    assert batch() == {"pictures": 1, "repaired": 1, "faults": 0}
    whole = rebuild.handler({"run": "run-1"}, lambda_context())
    assert (whole["pictures"], whole["pictures_repaired"], whole["faults"]) == (1, 1, 0)
    (repaired,) = whole["told"]["pictures_repaired"]
    assert repaired == {"picture": PICTURE, "differences": ["renditions made again"]}
    assert json.loads(objects_in(bucket).read(report_key("run-1"))) == whole
    assert batch() == {"pictures": 1, "repaired": 0, "faults": 0}


def test_a_rebuild_without_batches_gives_one_key_at_a_time(made: PictureState) -> None:
    assert made
    for number, pictures in ((1, 1), (2, 0)):
        item = {"Key": picture_record_key(PICTURE, number), "run": "run-1"}
        found = function.handler(item, lambda_context())
        assert found == {"pictures": pictures, "repaired": 0, "faults": 0}
    assert rebuild.handler({"run": "run-1"}, lambda_context())["pictures"] == 1


def test_a_rebuild_goes_on_after_a_picture_that_cannot_be_read(
    made: PictureState, bucket: str
) -> None:
    broken = picture_record_key(a_picture("broken"), 1)
    clients.s3_client().put_object(Bucket=bucket, Key=broken, Body=b"{")
    keys = [broken, "picture-records/stray", picture_record_key(PICTURE, 1)]
    items = [{"Key": key, "run": "run-1"} for key in keys]
    found = function.handler({"Items": items}, lambda_context())
    assert found == {"pictures": 2, "repaired": 0, "faults": 2}
    assert made


# The adapters by themselves


def test_all_who_make_a_picture_have_one_token(bucket: str) -> None:
    one, other = S3SentPictures(objects_in(bucket)), S3SentPictures(objects_in(bucket))
    assert one.kept_token(PICTURE) is None
    token = one.token(PICTURE)
    assert TOKEN.fullmatch(token)
    assert other.token(PICTURE) == other.kept_token(PICTURE) == token
    assert one.token(a_picture("other")) != token


def test_an_original_is_written_once(bucket: str) -> None:
    sent = S3SentPictures(objects_in(bucket))
    sent.keep_original(PICTURE, io.BytesIO(b"first"), "image/jpeg")
    sent.keep_original(PICTURE, io.BytesIO(b"second"), "image/jpeg")
    assert objects_in(bucket).read(original_key(PICTURE)) == b"first"


def test_renditions_are_named_and_deleted_by_their_token(bucket: str) -> None:
    renditions = S3Renditions(objects_in(bucket))
    for token in ("a" * 26, "b" * 26):
        renditions.write(token, "320.jpg", b"x", "image/jpeg")
    assert renditions.delete("a" * 26)
    assert not renditions.delete("a" * 26)
    assert renditions.names("a" * 26) == frozenset()
    assert renditions.names("b" * 26) == {"320.jpg"}


def test_the_list_keeps_what_was_read_from_more_of_a_log(table: str) -> None:
    newest = NewestPicturesTable(items_in(table))
    state = ready_state("harbour")
    newest.keep(state)
    assert state.made
    older = PictureState(
        state.picture, 1, state.announced_at, state.contributor, state.announcement
    )
    newest.keep(older)
    (item,) = listed(table)
    assert item["stage"] == "ready"
    assert item["narrowest"] == str(state.made.development.widths[0])
    assert newest.token(state.picture) == state.made.token
    tombstone = PictureState(state.picture, 3, datetime.now(UTC), "", None, is_erased=True)
    newest.keep(tombstone)
    assert listed(table) == []
    assert newest.token(state.picture) is None


def test_many_ids_are_told_each_in_a_message_of_its_own(index_queue: str) -> None:
    names = [f"a{number:02d}" for number in range(23)]
    QueueNotices(index_queue, "articles", clients.sqs_client).tell(names)
    found: list[str] = []
    while some := told(index_queue):
        assert all(len(each["articles"]) == 1 for each in some)
        found += [name for each in some for name in each["articles"]]
    assert sorted(found) == names
    QueueNotices(index_queue, "articles", clients.sqs_client).tell([])
    assert told(index_queue) == []


class RefusingClient:
    """A client of CloudFront that refuses paths with a star, or all."""

    def __init__(self, code: str, *, all_of_it: bool) -> None:
        self._code, self._all_of_it = code, all_of_it
        self.asked: list[list[str]] = []

    def create_invalidation(self, **request: Any) -> None:
        paths = request["InvalidationBatch"]["Paths"]
        assert paths["Quantity"] == len(paths["Items"])
        self.asked.append(paths["Items"])
        if self._all_of_it or paths["Items"][0].endswith("*"):
            response: Any = {
                "Error": {"Code": self._code},
                "ResponseMetadata": {"HTTPStatusCode": 400},
            }
            raise ClientError(response, "CreateInvalidation")


def test_where_too_much_is_forgotten_at_once_renditions_are_named() -> None:
    made = MadePicture("t" * 26, ready_state("harbour").made.development)  # type: ignore[union-attr]
    client = RefusingClient("TooManyInvalidationsInProgress", all_of_it=False)
    edge = CloudFrontEdge("E1", lambda: client)  # type: ignore[arg-type,return-value]
    edge.forget(made.token, ["320.jpg", "320.avif"])
    folder = f"/pictures/{made.token}"
    assert client.asked == [[f"{folder}/*"], [f"{folder}/320.jpg", f"{folder}/320.avif"]]


@pytest.mark.parametrize(
    ("code", "raised"),
    [
        ("TooManyInvalidationsInProgress", StoreUnavailable),
        ("Throttling", StoreUnavailable),
        ("AccessDenied", ClientError),
    ],
)
def test_what_the_edge_cannot_do_now_is_done_later(code: str, raised: type[Exception]) -> None:
    client = RefusingClient(code, all_of_it=True)
    edge = CloudFrontEdge("E1", lambda: client)  # type: ignore[arg-type,return-value]
    with pytest.raises(raised):
        edge.forget("t" * 26, ["320.jpg"])


def test_a_picture_is_made_by_the_notice_of_its_file_alone(
    announce: Callable[..., str], log: S3PictureLog, table: str
) -> None:
    """Both come at nearly the same time: two workers would make it at once."""
    sent = announce()
    assert deliver(notice(picture_record_key(PICTURE, 1))) == []
    assert [item["stage"] for item in listed(table)] == ["processing"]
    assert deliver(notice(sent)) == []
    state = log.read(PICTURE)
    assert state
    assert state.stage is PictureStage.READY
