"""The weather function: a service and CloudFormation on this machine, DynamoDB on moto."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from broadsheet.adapters import forecast
from broadsheet.adapters.dynamodb.header_facts import HeaderFactsTable
from broadsheet.adapters.forecast import fetch_temperature
from broadsheet.domain.header import HeaderFacts, Weather
from broadsheet.domain.moments import write_moment
from broadsheet.domain.problems import ForecastUnavailable, StoreUnavailable
from broadsheet.functions import weather as app
from broadsheet.observability import logger
from broadsheet.site import WeatherPlace
from tests.adapters.stores import header_in, index_in
from tests.functions.handlers import wire_weather
from tests.functions.lambda_context import lambda_context

NOW = datetime(2026, 11, 23, 12, 20, tzinfo=UTC)
NICOSIA = WeatherPlace("Nicosia", 35.18564, 33.38231)
AGENT = "Broadsheet/0.1 (+https://paper.example; desk@paper.example)"
OLD = Weather(7.5, NOW - timedelta(hours=2))


def forecast_of(*temperatures: Any) -> dict[str, Any]:
    """As MET Norway answers, an hour each from 11:00 on."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [33.3823, 35.1856, 160]},
        "properties": {
            "meta": {"units": {"air_temperature": "celsius"}},
            "timeseries": [
                {
                    "time": f"2026-11-23T{11 + hour:02}:00:00Z",
                    "data": {"instant": {"details": {"air_temperature": temperature}}},
                }
                for hour, temperature in enumerate(temperatures)
            ],
        },
    }


@dataclass
class Service:
    """An HTTP service that answers what a test tells it to, and keeps what it was asked."""

    url: str = ""
    status: int = 200
    answer: bytes = b""
    location: str = ""
    pause: float = 0.0
    header_lines: int = 0
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def service() -> Iterator[Service]:
    told = Service(answer=json.dumps(forecast_of(10.0, 12.4, 15.0)).encode())

    class Handler(BaseHTTPRequestHandler):
        def _respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            told.asked.append((self.command, self.path, dict(self.headers), body))
            self.send_response(told.status)
            try:
                for number in range(told.header_lines):
                    self.send_header("X-Slowly", str(number))
                    self.flush_headers()
                    time.sleep(told.pause)
            except OSError:
                self.close_connection = True
                return
            if told.location:
                self.send_header("Location", told.location)
            self.send_header("Content-Length", str(len(told.answer)))
            self.end_headers()
            try:
                for start in range(0, len(told.answer), 200_000):
                    self.wfile.write(told.answer[start : start + 200_000])
                    self.wfile.flush()
                    time.sleep(told.pause)
            except OSError:  # who asked has heard enough
                self.close_connection = True

        do_GET = do_PUT = _respond  # noqa: N815 - the names that http.server looks for

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/compact"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield told
        server.shutdown()
        thread.join()


def fetch(service: Service) -> float:
    return fetch_temperature(service.url, NICOSIA, AGENT, NOW)


def test_the_forecast_nearest_to_now_is_taken(service: Service) -> None:
    assert fetch(service) == 12.4
    later = NOW + timedelta(minutes=20)
    assert fetch_temperature(service.url, NICOSIA, AGENT, later) == 15.0


def test_the_service_is_asked_as_its_terms_demand(service: Service) -> None:
    fetch(service)
    ((method, path, headers, _),) = service.asked
    assert method == "GET"
    assert parse_qs(urlsplit(path).query) == {"lat": ["35.1856"], "lon": ["33.3823"]}
    assert headers["User-Agent"] == AGENT
    assert headers["Accept"] == "application/json"


def test_a_product_to_be_taken_away_still_counts_and_is_logged(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    warnings: list[str] = []
    monkeypatch.setattr(logger, "warning", warnings.append)
    service.status = 203
    assert fetch(service) == 12.4
    assert warnings == ["the weather service calls this product deprecated"]


@pytest.mark.parametrize("status", [204, 400, 403, 404, 429, 500, 503])
def test_any_other_status_is_no_forecast(service: Service, status: int) -> None:
    service.status = status
    with pytest.raises(ForecastUnavailable, match=f"answered {status}"):
        fetch(service)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b'{"properties": {"timeseries": []}}',
        json.dumps(forecast_of("mild", "mild")).encode(),
        json.dumps(forecast_of(None, None)).encode(),
        json.dumps(forecast_of([], {})).encode(),
        json.dumps(forecast_of(0)).replace(": 0}", ": true}").encode(),
        json.dumps(forecast_of(float("nan"), float("nan"))).encode(),
        json.dumps(forecast_of(285.15, 285.15)).encode(),
        json.dumps(forecast_of(1, 2)).replace("Z", "").encode(),
    ],
)
def test_what_is_no_forecast_is_refused(service: Service, answer: bytes) -> None:
    service.answer = answer
    with pytest.raises(ForecastUnavailable, match="is no forecast"):
        fetch(service)


def test_an_answer_without_end_is_cut(service: Service) -> None:
    service.answer = b" " * (forecast.MAX_ANSWER_BYTES + 1)
    with pytest.raises(ForecastUnavailable, match="more than 1048576 bytes"):
        fetch(service)


def test_an_answer_that_comes_too_slowly_is_not_awaited(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecast, "TIMEOUT_SECONDS", 0.2)
    service.answer, service.pause = b" " * 1_000_000, 0.15
    with pytest.raises(ForecastUnavailable, match="too slowly"):
        fetch(service)


def test_headers_that_come_too_slowly_are_not_awaited(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each comes in time, and all of them do not."""
    monkeypatch.setattr(forecast, "TIMEOUT_SECONDS", 0.2)
    service.header_lines, service.pause = 20, 0.05
    with pytest.raises(ForecastUnavailable, match="too slowly"):
        fetch(service)


def test_a_service_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(ForecastUnavailable, match="cannot be read"):
        fetch_temperature("http://127.0.0.1:9/compact", NICOSIA, AGENT, NOW)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "compact", "data:,x"])
def test_only_http_is_spoken(url: str) -> None:
    with pytest.raises(ForecastUnavailable, match="cannot be read"):
        fetch_temperature(url, NICOSIA, AGENT, NOW)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x"])
def test_no_redirection_leads_elsewhere(service: Service, location: str) -> None:
    service.status, service.location = 302, location
    with pytest.raises(ForecastUnavailable):
        fetch(service)


def header(table: str) -> HeaderFacts:
    return index_in(table).header()


def test_what_is_recorded_is_what_the_pages_read(table: str) -> None:
    header_in(table).record("https://paper.example", Weather(-0.5, NOW))
    assert header(table) == HeaderFacts("https://paper.example", Weather(-0.5, NOW))


def test_without_weather_the_last_one_stays(table: str) -> None:
    header_in(table).record("https://old.example", OLD)
    header_in(table).record("https://new.example", None)
    assert header(table) == HeaderFacts("https://new.example", OLD)


def test_before_the_first_weather_there_is_none(table: str) -> None:
    header_in(table).record("https://paper.example", None)
    assert header(table) == HeaderFacts("https://paper.example", None)


@pytest.fixture
def environment(table: str, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    wire_weather(monkeypatch, table, service.url)


@pytest.mark.usefixtures("environment")
def test_an_hours_call_renews_the_header(service: Service, table: str) -> None:
    began = datetime.now(UTC)
    service.answer = json.dumps(forecast_of(3.25)).encode()
    app.handler({}, lambda_context())
    facts = header(table)
    assert facts.site_url == "https://paper.example"
    assert facts.weather is not None
    assert facts.weather.temperature == 3.25
    assert write_moment(began) <= write_moment(facts.weather.fetched_at)
    assert "(+https://paper.example; desk@" in service.asked[0][2]["User-Agent"]


@pytest.mark.usefixtures("environment")
def test_a_failed_call_keeps_the_last_temperature_and_reaches_the_alarm(
    service: Service, table: str
) -> None:
    header_in(table).record("https://old.example", OLD)
    service.status = 503
    with pytest.raises(ForecastUnavailable):
        app.handler({}, lambda_context())
    assert header(table) == HeaderFacts("https://paper.example", OLD)


def deployment(service: Service, kind: str, **rest: str) -> dict[str, Any]:
    return {
        "RequestType": kind,
        "ResponseURL": service.url.replace("/compact", "/answer?signed=yes"),
        "StackId": "arn:stack",
        "RequestId": "request-1",
        "LogicalResourceId": "HeaderFacts",
        "ResourceType": "Custom::HeaderFacts",
        **rest,
    }


def answers(service: Service) -> list[dict[str, Any]]:
    found = []
    for method, path, headers, body in service.asked:
        if path.startswith("/answer"):
            assert (method, path, headers["Content-Type"]) == ("PUT", "/answer?signed=yes", "")
            found.append(json.loads(body))
    return found


SUCCESS = {
    "Status": "SUCCESS",
    "PhysicalResourceId": "HeaderFacts",
    "StackId": "arn:stack",
    "RequestId": "request-1",
    "LogicalResourceId": "HeaderFacts",
}


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("kind", ["Create", "Update"])
def test_a_deployment_renews_the_header_and_is_answered(
    service: Service, table: str, kind: str
) -> None:
    app.handler(deployment(service, kind), lambda_context())
    assert header(table).site_url == "https://paper.example"
    assert header(table).weather is not None
    assert answers(service) == [SUCCESS]


@pytest.mark.usefixtures("environment")
def test_a_resource_keeps_the_name_that_it_has(service: Service) -> None:
    app.handler(deployment(service, "Update", PhysicalResourceId="as-before"), lambda_context())
    assert answers(service) == [SUCCESS | {"PhysicalResourceId": "as-before"}]


@pytest.mark.usefixtures("environment")
def test_a_deployment_does_not_fail_for_want_of_a_temperature(
    service: Service, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEATHER_URL", "http://127.0.0.1:9/compact")
    app.handler(deployment(service, "Create"), lambda_context())
    assert header(table) == HeaderFacts("https://paper.example", None)
    assert answers(service) == [SUCCESS]


@pytest.mark.usefixtures("environment")
def test_cloudformation_is_answered_before_the_weather_service_is_asked(
    service: Service, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever that does then, were it to end the whole function."""

    def break_down(*_: object) -> float:
        assert header(table) == HeaderFacts("https://paper.example", None)
        assert answers(service) == [SUCCESS]
        raise SystemExit

    monkeypatch.setattr(app, "fetch_temperature", break_down)
    with pytest.raises(SystemExit):
        app.handler(deployment(service, "Create"), lambda_context())


@pytest.mark.usefixtures("environment")
def test_a_deployment_is_answered_even_when_the_table_is_out_of_reach(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreUnavailable("writing failed for now")

    monkeypatch.setattr(HeaderFactsTable, "record", refuse)
    with pytest.raises(StoreUnavailable):
        app.handler(deployment(service, "Create"), lambda_context())
    assert answers(service) == [SUCCESS]


@pytest.mark.usefixtures("environment")
def test_the_end_of_a_stack_is_answered_and_changes_nothing(service: Service, table: str) -> None:
    app.handler(deployment(service, "Delete"), lambda_context())
    assert answers(service) == [SUCCESS]
    assert header(table) == HeaderFacts()


@pytest.mark.usefixtures("environment")
def test_an_answer_that_cannot_be_delivered_is_an_error(service: Service) -> None:
    event = deployment(service, "Delete", ResponseURL="http://127.0.0.1:9/answer")
    with pytest.raises(OSError, match="refused"):
        app.handler(event, lambda_context())
