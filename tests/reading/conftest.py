"""What render's client is held to: it reads what boto3 reads, and bears whatever goes wrong."""

import pytest

from tests.adapters.template_stores import make_bucket, make_table


@pytest.fixture
def bucket() -> str:
    """An empty bucket, as the template describes it."""
    return make_bucket()


@pytest.fixture
def table() -> str:
    """An empty table, as the template describes it."""
    return make_table()
