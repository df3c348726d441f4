"""A paper whose clock stands where a test says, on both of the AWSs that there are here.

Every test runs twice: on moto, and on the local AWS with a bucket and a table of its own.
"""

import pytest

from tests.adapters.template_stores import make_bucket, make_table
from tests.paper import Paper


@pytest.fixture(params=["moto_aws", "local_aws"])
def paper(request: pytest.FixtureRequest) -> Paper:
    """An empty paper."""
    request.getfixturevalue(request.param)
    return Paper(make_bucket(), make_table())
