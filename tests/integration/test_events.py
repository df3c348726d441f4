"""Every file in events/ is fed to its handler: together they tell the life of one article."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from broadsheet.adapters.clients import sqs_client
from broadsheet.domain.identity import article_key
from broadsheet.functions import (
    index,
    picture,
    probe,
    rebuild,
    render,
    sharing,
    submit,
    verify,
    weather,
)
from broadsheet.observability import logger
from tests.adapters.stores import index_in
from tests.functions.handlers import wire_submit, wire_weather
from tests.functions.lambda_context import REQUEST_ID, lambda_context

EVENTS = Path("events")
HANDLERS = {
    "submit": submit.handler,
    "index": index.handler,
    "picture": picture.handler,
    "render": render.handler,
    "sharing": sharing.handler,
    "weather": weather.handler,
    "probe": probe.handler,
    "rebuild": rebuild.handler,
    "verify": verify.handler,
}
STORY = [
    "weather-deploy-create", "weather-schedule", "render-front",
    "submit-post", "index-s3-test", "index-batch-with-poison", "index-article",
    "render-article", "render-article-head", "submit-get",
    "submit-post-image", "submit-put", "index-article",
    "submit-delete", "index-article", "render-article",
    "picture-s3-test", "picture-upload", "picture-record", "picture-notice", "picture-rebuild",
    "sharing-crop", "sharing-card",
    "verify-schedule", "verify-batch", "rebuild-batch", "rebuild-sweep", "rebuild-sum",
    "weather-deploy-update", "weather-deploy-delete", "probe-schedule",
]  # fmt: skip
POISON = "00000000-0000-4000-8000-000000000002"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture(autouse=True)
def _functions(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    for variable, value in {
        "BUCKET": bucket,
        "TABLE": table,
        "INDEX_QUEUE_URL": sqs_client().create_queue(QueueName="index")["QueueUrl"],
        "PICTURE_QUEUE_URL": "https://queue.example/pictures",
        "DISTRIBUTION_ID": "EXAMPLE",
    }.items():
        monkeypatch.setenv(variable, value)
    wire_submit(monkeypatch, bucket, table)
    wire_weather(monkeypatch, table, "https://weather.example")
    for cached in (
        index.wiring,
        picture.wiring,
        render.newspaper,
        sharing.pictures,
        rebuild.wiring,
        verify.bucket,
    ):
        cached.cache_clear()


@pytest.fixture
def answers_to_cloudformation(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The service, the site and CloudFormation are elsewhere.

    test_weather.py and test_probe.py have the calls themselves.
    """
    answered: list[str] = []
    monkeypatch.setattr(weather, "fetch_temperature", lambda *_: 12.3)
    monkeypatch.setattr(probe, "ask_for_front_page", lambda *_: None)
    monkeypatch.setattr(
        weather, "answer_deployment", lambda event: answered.append(event["RequestType"])
    )
    return answered


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handlers' logger writes from now on, as Lambda would read it."""
    stream = io.StringIO()
    monkeypatch.setattr(logger.registered_handler, "stream", stream)
    return stream


def feed(name: str) -> Any:
    handler: Any = HANDLERS[name.partition("-")[0]]
    return handler(json.loads((EVENTS / f"{name}.json").read_text("utf-8")), lambda_context())


def test_the_story_tells_of_every_file() -> None:
    assert {path.stem for path in EVENTS.glob("*.json")} == set(STORY)


def test_the_events_tell_the_life_of_an_article(
    answers_to_cloudformation: list[str], table: str
) -> None:
    outcomes = [(name, feed(name)) for name in STORY]

    statuses = [outcome["statusCode"] for name, outcome in outcomes if name.startswith("submit")]
    assert statuses == [201, 200, 201, 200, 200]
    pages = [outcome for name, outcome in outcomes if name.startswith("render")]
    assert [page["statusCode"] for page in pages] == [200, 200, 200, 410]
    front, page, head, gone = (page["body"] for page in pages)
    assert "<bdi>12°</bdi> <bdi>Nicosia</bdi>," in front
    assert "The old harbour bridge opens again" in page
    assert head == page  # HTTP itself leaves it out
    assert "The report was wrong" in gone
    failed = [
        failure["itemIdentifier"]
        for name, outcome in outcomes
        if name.startswith("index")
        for failure in outcome["batchItemFailures"]
    ]
    assert failed == [POISON]
    told = dict(outcomes)
    # test_pictures.py has the life of one; here nobody announced it.
    for name in ("picture-s3-test", "picture-upload", "picture-record", "picture-notice"):
        assert told[name] == {"batchItemFailures": []}
    assert told["picture-rebuild"] == {"pictures": 1, "repaired": 0, "faults": 0}
    assert [told[name]["statusCode"] for name in ("sharing-crop", "sharing-card")] == [404, 404]
    assert told["rebuild-batch"] == {"articles": 1, "repaired": 0, "faults": 0}
    assert told["rebuild-sweep"]["sweep"]["start"] is None
    assert (told["rebuild-sum"]["articles"], told["rebuild-sum"]["equal"]) == (1, 1)
    # Three records and two messages, and the record of the picture that was announced.
    assert (told["verify-schedule"]["objects"], told["verify-schedule"]["faults"]) == (6, [])
    assert told["verify-batch"] == {"checked": 1, "faults": []}
    assert answers_to_cloudformation == ["Create", "Update", "Delete"]
    stands = index_in(table).head(article_key("old-harbour-bridge"))
    assert stands
    assert stands.revision == "desk-3"
    assert stands.withdrawal


@pytest.mark.usefixtures("answers_to_cloudformation")
def test_every_line_of_the_log_says_when_how_bad_and_for_which_call(logged: io.StringIO) -> None:
    lines: list[tuple[str, dict[str, Any]]] = []
    for name in STORY:
        logged.seek(0)
        logged.truncate()
        logger.registered_formatter.clear_state()  # each worker has its own
        feed(name)
        lines += [(name, json.loads(line)) for line in logged.getvalue().splitlines()]

    # Lambda filters lines by their level, which it reads only beside a valid time.
    for name, line in lines:
        assert RFC_3339.fullmatch(line["timestamp"]), name
        assert line["level"] in {"INFO", "WARNING", "ERROR"}
        assert line["function_request_id"] == REQUEST_ID
        assert line["cold_start"] in {True, False}
    assert {name.partition("-")[0] for name, _ in lines} == set(HANDLERS)
    assert [line["level"] for _, line in lines].count("ERROR") == 1  # the poison


@pytest.mark.usefixtures("answers_to_cloudformation")
def test_the_request_that_made_a_revision_is_named_wherever_it_is_known(
    logged: io.StringIO,
) -> None:
    for name in STORY:
        feed(name)
    said = [json.loads(line) for line in logged.getvalue().splitlines()]
    of_submit = [line["correlation_id"] for line in said if line["message"] == "answered"]
    posted = json.loads((EVENTS / "submit-post.json").read_text("utf-8"))
    deleted = json.loads((EVENTS / "submit-delete.json").read_text("utf-8"))
    assert of_submit[0] == posted["requestContext"]["requestId"]
    assert of_submit[-1] == deleted["requestContext"]["requestId"]
    assert len(of_submit) == 5
    of_index = [line["correlation_id"] for line in said if line["message"] == "indexed"]
    of_pages = [line.get("correlation_id") for line in said if line["message"] == "page served"]
    assert (of_index[0], of_index[-1]) == (of_submit[0], of_submit[-1])
    # The front page is of no article; the next two are as posted, the last is withdrawn.
    assert of_pages == [None, of_submit[0], of_submit[0], of_submit[-1]]
    (poison,) = (line for line in said if line["level"] == "ERROR")
    assert poison["message_id"] == POISON
    assert "correlation_id" not in poison  # nobody knows it: nothing of the last message stays
