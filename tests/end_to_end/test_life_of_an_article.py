"""An article's life on the local AWS, IAM enforced: by the API as the desk, then as a reader."""

import hashlib
import json
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import repeat
from threading import Barrier
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from broadsheet.domain.keys import message_digest
from broadsheet.domain.slug import slug_of_name
from commands.stack.http_calls import HttpAnswer
from tests.commands.local_stack import LocalStack
from tests.end_to_end.answers import lasting
from tests.end_to_end.waiting import eventually

JSON = {"Content-Type": "application/json"}
EDITORS = 4
ROUNDS = 6


def article(**fields: Any) -> dict[str, Any]:
    """An article of its own for each test, with a tag of its own."""
    name = f"t{uuid.uuid4().hex[:12]}"
    return {
        "id": name,
        "headline": f"The ferry {name} sails again",
        "standfirst": "After a winter in the dock.",
        "section": "news",
        "body": "It left at dawn.\n\nIt will be back by nightfall.",
        "source": {"name": "Harbour Wire", "url": "https://harbour.example/"},
        "tags": ["Ferries", name],
    } | fields


def send(
    stack: LocalStack, method: str, path: str, document: Any = None, **options: Any
) -> HttpAnswer:
    headers = JSON | options.pop("headers", {})
    body = b"" if document is None else json.dumps(document).encode()
    return stack.api(method, path, body, headers, **options)


def post(stack: LocalStack, document: dict[str, Any]) -> dict[str, Any]:
    answer = send(stack, "POST", "/articles", document)
    assert answer.status == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


def path_of(receipt: dict[str, Any]) -> str:
    return str(urlsplit(receipt["url"]).path)


def page(
    stack: LocalStack, path: str, is_there: Callable[[HttpAnswer], bool], what: str
) -> HttpAnswer:
    def look() -> HttpAnswer | None:
        answer = stack.site_get(path)
        return answer if is_there(answer) else None

    return eventually(look, what)


def test_from_submission_to_withdrawal(stack: LocalStack) -> None:
    document = article()
    receipt = post(stack, document)
    assert receipt["url"].startswith(stack.reach.site_url)
    path = path_of(receipt)

    shown = page(stack, path, lambda answer: answer.status == 200, "the article's page")
    for part in (
        document["headline"], document["standfirst"], "It left at dawn.", "[Source:",
        "Harbour Wire", "TAGS", "Ferries", "News: Latest Articles", "Home", "Newsroom",
    ):  # fmt: skip
        assert part in shown.text
    for place in ("/", "/news/", f"/tags/{document['id']}/", "/feeds/latest.xml", "/menu/"):
        assert document["headline"] in stack.site_get(place).text

    changed = document | {"headline": "The ferry stays in port", "section": "economy"}
    etag = {"If-Match": f'"{receipt["revision"]}"'}
    put = send(stack, "PUT", f"/articles/{document['id']}", changed, headers=etag)
    assert put.status == 200, put.text
    moved = page(stack, path_of(put.json()), lambda a: a.status == 200, "the page at its new path")
    assert "The ferry stays in port" in moved.text
    old = stack.site_get(path)
    assert (old.status, old.headers["location"]) == (301, path_of(put.json()))

    away = f"/articles/{document['id']}?as=gone&reason={quote('The ferry sank.')}"
    deleted = send(stack, "DELETE", away, headers={"If-Match": put.headers["etag"]})
    assert deleted.status == 200, deleted.text
    gone = page(stack, path_of(put.json()), lambda a: a.status == 410, "the page is gone")
    assert "The ferry sank." in gone.text
    assert stack.site_get(f"/tags/{document['id']}/").status == 404
    assert "The ferry stays in port" not in stack.site_get("/").text


def test_what_the_desk_sent_can_be_read_back_at_once_and_byte_for_byte(stack: LocalStack) -> None:
    document = article(headline="Η Λευκωσία ξυπνά", language="el", tags=["Λευκωσία"])
    sent = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\r\n"
    posted = stack.api("POST", "/articles", sent, JSON)
    assert posted.status == 201
    read = send(stack, "GET", f"/articles/{document['id']}")
    assert read.json()["article"]["headline"] == "Η Λευκωσία ξυπνά"
    assert read.headers["etag"] == posted.headers["etag"] == '"desk-1"'
    key = f"messages/{hashlib.sha256(sent).hexdigest()}"
    bucket = stack.describe().buckets["articles"]
    stored = stack.client("s3").get_object(Bucket=bucket, Key=key)
    assert stored["Body"].read() == sent

    def indexed() -> Any:
        report = send(stack, "GET", f"/articles/{document['id']}").json()
        return report["indexed_revision"] == "desk-1" and report

    report = eventually(indexed, "the revision is indexed")
    assert report["fault"] is None
    assert (
        f"/tags/{slug_of_name('Λευκωσία', 'tag')}/"
        in stack.site_get(urlsplit(report["url"]).path).text
    )


def test_one_id_follows_the_article_through_every_log(stack: LocalStack) -> None:
    document = article()
    posted = send(stack, "POST", "/articles", document)
    correlation_id = posted.headers["x-correlation-id"]
    page(stack, path_of(posted.json()), lambda a: a.status == 200, "the article's page")
    logs, groups = stack.client("logs"), stack.by_function("LogGroupName")

    def logged_by() -> set[str]:
        return {
            function
            for function, group in groups.items()
            for event in logs.filter_log_events(logGroupName=group)["events"]
            if correlation_id in event["message"]
        }

    everyone = {"submit", "index", "render"}
    assert eventually(
        lambda: logged_by() == everyone, f"{correlation_id} is in the logs of {everyone}"
    )


def test_what_is_not_due_is_answered_as_what_never_was(stack: LocalStack) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    held, scheduled = article(publish_at="hold"), article(publish_at=tomorrow)
    vanished = article()
    receipts = [post(stack, document) for document in (held, scheduled, vanished)]
    assert [receipt["status"] for receipt in receipts] == ["held", "scheduled", "published"]
    page(stack, path_of(receipts[2]), lambda a: a.status == 200, "the article that will vanish")
    away = send(
        stack, "DELETE", f"/articles/{vanished['id']}?as=vanish", headers={"If-Match": '"desk-1"'}
    )
    assert away.status == 200

    def all_indexed() -> bool:
        reports = (send(stack, "GET", f"/articles/{receipt['id']}").json() for receipt in receipts)
        return all(report["indexed_revision"] == report["revision"] for report in reports)

    eventually(all_indexed, "all three are indexed")
    never_was = lasting(stack.site_get("/news/never-was-aaaaaaaaaa"))
    assert never_was[0] == 404
    for receipt in receipts:
        assert lasting(stack.site_get(path_of(receipt))) == never_was


def test_of_editors_who_save_at_one_moment_exactly_one_wins_and_the_others_are_told(
    stack: LocalStack,
) -> None:
    document = article()
    post(stack, document)
    together, path = Barrier(EDITORS), f"/articles/{document['id']}"

    def save(over: int, editor: int) -> HttpAnswer:
        changed = document | {"headline": f"Editor {editor} over {over}"}
        together.wait(60)
        return send(stack, "PUT", path, changed, headers={"If-Match": f'"desk-{over}"'})

    won = []
    with ThreadPoolExecutor(EDITORS) as editors:
        # In the first round each editor's call starts a worker of its own, and the one whose worker
        # is ready first is done before the others begin; in the rounds after it they do collide.
        for over in range(1, ROUNDS + 1):
            answers = list(editors.map(save, repeat(over), range(EDITORS)))
            assert sorted(answer.status for answer in answers) == [200] + [412] * (EDITORS - 1)
            for editor, answer in enumerate(answers):
                assert answer.headers["etag"] == f'"desk-{over + 1}"'
                if answer.status == 200:
                    won.append(f"Editor {editor} over {over}")
                else:
                    assert answer.headers["content-type"] == "application/problem+json"
                    assert f'stands at revision "desk-{over + 1}"' in answer.json()["detail"]
            assert send(stack, "GET", path).json()["article"]["headline"] == won[-1]
    revisions = send(stack, "GET", f"{path}/revisions").json()["revisions"]
    messages = [json.dumps(document | {"headline": headline}).encode() for headline in won]
    kept = [hashlib.sha256(message).hexdigest() for message in messages]
    assert [revision["message"] for revision in revisions][1:] == kept


def test_of_identical_submissions_at_one_moment_one_article_comes(stack: LocalStack) -> None:
    together = Barrier(EDITORS)

    def submit(body: bytes, headers: dict[str, str]) -> HttpAnswer:
        together.wait(60)
        return stack.api("POST", "/articles", body, JSON | headers)

    with ThreadPoolExecutor(EDITORS) as clients:
        for number in range(ROUNDS):
            document = article()
            del document["id"]
            # Every other time with a key, and then each client writes its JSON in its own way.
            key = {"Idempotency-Key": uuid.uuid4().hex} if number % 2 else {}
            bodies = [
                json.dumps(document, indent=client if key else None).encode()
                for client in range(EDITORS)
            ]
            answers = list(clients.map(submit, bodies, repeat(key)))
            assert sorted(each.status for each in answers) == [200] * (EDITORS - 1) + [201]
            (receipt,) = {json.dumps(each.json()) for each in answers}
            path = f"/articles/{json.loads(receipt)['id']}/revisions"
            assert len(send(stack, "GET", path).json()["revisions"]) == 1
            if key:
                other = json.dumps(document | {"body": "Other."}).encode()
                refused = stack.api("POST", "/articles", other, JSON | key)
                assert refused.status == 409
                assert key["Idempotency-Key"] in refused.json()["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"no json", 400), (b"[" * 100_000, 400), (b"x" * (1024 * 1024 + 1), 413),
     (b'{"headline": "\\u0000", "section": "nowhere", "body": "B"}', 422)],
)  # fmt: skip
def test_bad_input_gets_a_clear_answer(stack: LocalStack, body: bytes, status: int) -> None:
    answer = stack.api("POST", "/articles", body, JSON)
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["detail"]
    if status == 422:
        assert [fault["pointer"] for fault in problem["errors"]] == ["/headline", "/section"]


def test_scripts_do_not_reach_the_page(stack: LocalStack) -> None:
    hostile = (
        '<p onclick="x()">Fine <script>evil()</script><a href="javascript:evil()">link</a></p>'
        '<svg onload="evil()"></svg><style>body{display:none}</style>'
    )
    document = article(body=hostile, body_format="html", headline="<script>evil()</script> & co")
    receipt = post(stack, document)
    shown = page(stack, path_of(receipt), lambda a: a.status == 200, "the page").text
    assert "Fine" in shown
    assert "&lt;script&gt;evil()&lt;/script&gt; &amp; co" in shown
    for evil in ("<script>evil", "onclick", "javascript:", "<svg", "display:none"):
        assert evil not in shown


def test_an_object_that_cannot_be_read_ends_in_the_dead_letters_and_blocks_no_other(
    stack: LocalStack,
) -> None:
    bucket, broken = stack.describe().buckets["articles"], f"broken-{uuid.uuid4().hex[:8]}"
    key = f"articles/{broken}/desk/00000001.json"
    stack.client("s3").put_object(Bucket=bucket, Key=key, Body=b"{")
    receipt = post(stack, article())
    page(stack, path_of(receipt), lambda a: a.status == 200, "the article behind the broken one")
    sqs = stack.client("sqs")
    queue = stack.reach.outputs["IndexDeadLettersUrl"]

    def dead_letter() -> bool:
        received = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, VisibilityTimeout=0)
        return any(key in message["Body"] for message in received.get("Messages", []))

    eventually(dead_letter, "the broken object is among the dead letters", 60)
    report = send(stack, "GET", f"/articles/{broken}")
    assert report.status == 500
    assert "desk-1" in report.json()["detail"]


def test_the_header_tells_the_weather_of_the_city(stack: LocalStack) -> None:
    assert "<bdi>12°</bdi> <bdi>Nicosia</bdi>," in stack.site_get("/").text


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"headline": "A\xff\xfeB", "section": "news", "body": "x"}', "byte 16"),
        (b'{"headline": "Caf\xe9", "section": "news", "body": "x"}', "byte 18"),
        ('{"headline": "A", "section": "news", "body": "x"}'.encode("utf-16"), "UTF-16"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_where_they_begin(
    stack: LocalStack, body: bytes, told: str
) -> None:
    answer = stack.api("POST", "/articles", body, JSON)
    assert answer.status == 400
    assert told in answer.json()["detail"]


def test_every_byte_is_kept_as_it_came(stack: LocalStack) -> None:
    name = article()["id"]
    body = json.dumps(article() | {"id": f"{name}-bytes"}, indent=3).encode() + b"\r\n \t"
    assert stack.api("POST", "/articles", body, JSON).status == 201
    s3, bucket = stack.client("s3"), stack.describe().buckets["articles"]
    key = f"messages/{message_digest(body)}"
    assert s3.get_object(Bucket=bucket, Key=key)["Body"].read() == body
