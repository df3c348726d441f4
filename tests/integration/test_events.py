"""Every file in events/ is fed to its handler: together they tell the life of one article."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from broadsheet.domain.identity import article_key
from functions.index import app as index
from functions.rebuild import app as rebuild
from functions.render import app as render
from functions.submit import app as submit
from functions.verify import app as verify
from functions.weather import app as weather
from tests.adapters import index_in

EVENTS = Path("events")
HANDLERS = {
    "submit": submit.handler,
    "index": index.handler,
    "render": render.handler,
    "weather": weather.handler,
    "rebuild": rebuild.handler,
    "verify": verify.handler,
}
CONTEXT: Any = SimpleNamespace(
    function_name="f", memory_limit_in_mb=128, invoked_function_arn="arn", aws_request_id="r",
    get_remaining_time_in_millis=lambda: 900_000,
)  # fmt: skip
STORY = [
    "weather-deploy-create", "weather-schedule", "render-front",
    "submit-post", "index-s3-test", "index-batch-with-poison", "index-article",
    "render-article", "render-article-head", "submit-get", "submit-put", "index-article",
    "submit-delete", "index-article", "render-article",
    "verify-schedule", "verify-batch", "rebuild-batch", "rebuild-sweep", "rebuild-sum",
    "weather-deploy-update", "weather-deploy-delete",
]  # fmt: skip
POISON = "00000000-0000-4000-8000-000000000002"


@pytest.fixture(autouse=True)
def _functions(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    for variable, value in {
        "BUCKET": bucket,
        "TABLE": table,
        "SITE_URL": "https://paper.example",
        "WEATHER_URL": "https://weather.example",
    }.items():
        monkeypatch.setenv(variable, value)
    for cached in (submit.wiring, index.wiring, render.newspaper, rebuild.wiring, verify.bucket):
        cached.cache_clear()


@pytest.fixture
def answers_to_cloudformation(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The service and CloudFormation are elsewhere; test_weather.py has the calls themselves."""
    answered: list[str] = []
    monkeypatch.setattr(weather, "fetch_temperature", lambda *_: 12.3)
    monkeypatch.setattr(
        weather, "answer_deployment", lambda event: answered.append(event["RequestType"])
    )
    return answered


def feed(name: str) -> Any:
    handler: Any = HANDLERS[name.partition("-")[0]]
    return handler(json.loads((EVENTS / f"{name}.json").read_text("utf-8")), CONTEXT)


def test_the_story_tells_of_every_file() -> None:
    assert {path.stem for path in EVENTS.glob("*.json")} == set(STORY)


def test_the_events_tell_the_life_of_an_article(
    answers_to_cloudformation: list[str], table: str
) -> None:
    outcomes = [(name, feed(name)) for name in STORY]

    statuses = [outcome["statusCode"] for name, outcome in outcomes if name.startswith("submit")]
    assert statuses == [201, 200, 200, 200]
    pages = [outcome for name, outcome in outcomes if name.startswith("render")]
    assert [page["statusCode"] for page in pages] == [200, 200, 200, 410]
    front, page, head, gone = (page["body"] for page in pages)
    assert "12° Nicosia," in front
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
    assert told["rebuild-batch"] == {"articles": 1, "repaired": 0, "faults": 0}
    assert told["rebuild-sweep"]["sweep"]["start"] is None
    assert (told["rebuild-sum"]["articles"], told["rebuild-sum"]["equal"]) == (1, 1)
    assert (told["verify-schedule"]["objects"], told["verify-schedule"]["faults"]) == (5, [])
    assert told["verify-batch"] == {"checked": 1, "faults": []}
    assert answers_to_cloudformation == ["Create", "Update", "Delete"]
    stands = index_in(table).head(article_key("old-harbour-bridge"))
    assert stands
    assert stands.revision == "desk-3"
    assert stands.withdrawal
