"""Who may not read is told so, once; and whose keys change, reads on."""

from collections.abc import Iterator

import pytest

from broadsheet.adapters.clients import s3_client
from broadsheet.adapters.reading.calls import CallRefused, page_time
from broadsheet.adapters.s3.readers_bucket import ReadersBucket
from broadsheet.domain.header import HeaderFacts
from tests.adapters.stores import readers_shelf_in
from tests.commands.local_stack import LocalStack

pytestmark = pytest.mark.usefixtures("local_aws")  # where IAM is enforced


@pytest.fixture(autouse=True)
def _page() -> Iterator[None]:
    with page_time():
        yield


def test_what_iam_does_not_allow_is_refused_for_good(
    stack: LocalStack, monkeypatch: pytest.MonkeyPatch, bucket: str, table: str
) -> None:
    s3_client().put_object(Bucket=bucket, Key="content/a", Body=b"a")
    shelf, objects = readers_shelf_in(table), ReadersBucket(bucket)
    with monkeypatch.context() as patch:
        for variable, value in zip(
            ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
            stack.keys["reader"].values(),
            strict=True,
        ):
            patch.setenv(variable, value)
        with pytest.raises(CallRefused, match="AccessDenied"):
            shelf.header()
        with pytest.raises(CallRefused, match="AccessDenied"):
            objects.read("content/a")
    # The keys are read at each signature: Lambda may put others there.
    assert shelf.header() == HeaderFacts()
    assert objects.read("content/a") == b"a"
