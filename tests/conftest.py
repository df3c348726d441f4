"""The two AWSs that there are on this machine: moto in the process, and the local AWS.

The whole of Broadsheet is deployed to the local one, IAM enforced, once for all tests that ask.
"""

import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from moto import mock_aws
from playwright.sync_api import Browser, sync_playwright

from tests.adapters.aws_calls import forget_clients
from tests.adapters.moto_server import moto_server
from tests.browser.chromium import MISSING, chromium_arguments, find_chromium
from tests.commands.local_stack import LocalStack, adapters_calling, running_stack

TEMPERATURE = 12.4


def is_of_stack(item: pytest.Item) -> bool:
    """Whether a test asks the deployed paper."""
    return "stack" in getattr(item, "fixturenames", ())


def pytest_itemcollected(item: pytest.Item) -> None:
    """Have two processes share the tests: those of the deployed paper are one's, in their order.

    It is deployed once; every other file stays whole, and what is made for a file is made once.
    Later than here xdist sees no group.
    """
    group = "the deployed paper" if is_of_stack(item) else item.nodeid.partition("::")[0]
    item.add_marker(pytest.mark.xdist_group(group))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: the deployed paper, then what else needs a browser."""
    items.sort(
        key=lambda item: (not is_of_stack(item), "browser" not in getattr(item, "fixturenames", ()))
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    """Stop where xdist sees no groups, as with pytest 9.2: the paper would be deployed twice."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        lost = [item.nodeid for item in session.items if "@" not in item.nodeid.rpartition("]")[2]]
        if lost:
            raise pytest.UsageError(f"xdist does not see the group of {lost[0]}")


class ForecastHandler(BaseHTTPRequestHandler):
    """Answers as Locationforecast 2.0 `compact` does, to who says who is asking."""

    def do_GET(self) -> None:
        if "broadsheet" not in self.headers.get("User-Agent", "").lower():
            self.send_error(403)
            return
        body = json.dumps(forecast()).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        pass


def forecast() -> dict[str, Any]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    details = {"air_temperature": TEMPERATURE}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [33.38, 35.19, 150]},
        "properties": {
            "meta": {"updated_at": now, "units": {"air_temperature": "celsius"}},
            "timeseries": [{"time": now, "data": {"instant": {"details": details}}}],
        },
    }


@pytest.fixture(scope="session")
def weather_url() -> Iterator[str]:
    """Where a forecast is served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), ForecastHandler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/compact"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, weather_url: str) -> Iterator[LocalStack]:
    """Broadsheet on a port of its own, with a state of its own, gone after the tests."""
    home = tmp_path_factory.mktemp("local-aws")
    with running_stack(home, weather_url) as running:
        yield running


@pytest.fixture
def local_aws(stack: LocalStack) -> Iterator[None]:
    """Let the adapters call the local AWS, with the rights of its root."""
    with adapters_calling(stack):
        yield


@pytest.fixture(scope="session")
def moto_url() -> Iterator[str]:
    """Where moto is served, for render's client; boto3 meets it in the process."""
    with moto_server() as url:
        yield url


@pytest.fixture
def moto_aws(monkeypatch: pytest.MonkeyPatch, moto_url: str) -> Iterator[None]:
    """Let the adapters call moto, and nobody reach AWS: an account that is empty."""
    for variable, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL": moto_url,
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",  # only boto3 knows it
        "POWERTOOLS_METRICS_NAMESPACE": "Broadsheet",
    }.items():
        monkeypatch.setenv(variable, value)
    with mock_aws():
        forget_clients()
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path; without it these tests are skipped here and fail where that is no way."""
    found = find_chromium()
    if found:
        return found
    if os.environ.get("CI") == "true" or os.environ.get("BROADSHEET_REQUIRE_BROWSER") == "1":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One for all tests of a process, which has room for one Playwright."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments())
        yield browser
        browser.close()
