"""The integration tests run on moto, with a table and a bucket made from the template."""

from threading import Lock
from typing import Any

import pytest
from moto.core.botocore_stubber import BotocoreStubber

from tests.adapters.template_stores import make_bucket, make_table


@pytest.fixture(autouse=True)
def _aws(moto_aws: None) -> None:
    """Run every test on moto."""


@pytest.fixture
def bucket() -> str:
    """The bucket, as the template describes it."""
    return make_bucket()


@pytest.fixture
def table() -> str:
    """The table, as the template describes it."""
    return make_table()


@pytest.fixture
def whole_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let moto answer one request after the other.

    It looks whether a key is taken and then writes to it, with no lock between. S3 does both at
    once, which the end-to-end tests see; here it is what the editors' own steps lead to.
    """
    process, one_at_a_time = BotocoreStubber.process_request, Lock()

    def locked(stubber: BotocoreStubber, request: Any) -> Any:
        with one_at_a_time:
            return process(stubber, request)

    monkeypatch.setattr(BotocoreStubber, "process_request", locked)
