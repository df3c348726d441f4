"""The sample articles: readers see them, and what the desk did to one since is left alone."""

import json
import uuid
from pathlib import Path

import pytest

from commands.local import samples
from commands.local.samples import publish_samples
from commands.terminal import Failure
from tests.commands.local_stack import LocalStack
from tests.end_to_end.waiting import eventually

MATCH = {"If-Match": '"desk-1"'}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three samples of this test's own."""
    monkeypatch.setattr(samples, "SAMPLES", tmp_path)
    names = [f"s{uuid.uuid4().hex[:12]}" for _ in range(3)]
    for name in names:
        document = {"id": name, "headline": f"Sample {name}", "section": "news", "body": "Read."}
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    return names


def test_readers_see_them_and_what_the_desk_did_since_stays(
    stack: LocalStack, names: list[str]
) -> None:
    publish_samples(stack)
    listed = stack.site_get("/news/").text
    assert all(f"Sample {name}" in listed for name in names)

    rewritten, gone, vanished = names
    document = {"id": rewritten, "headline": f"New {rewritten}", "section": "news", "body": "Read."}
    body = json.dumps(document).encode()
    assert stack.api("PUT", f"/articles/{rewritten}", body, JSON | MATCH).status == 200
    for name, how in ((gone, "gone"), (vanished, "vanish")):
        deleted = stack.api("DELETE", f"/articles/{name}?as={how}&reason=No", headers=MATCH)
        assert deleted.status == 200, deleted.text
    eventually(lambda: f"New {rewritten}" in stack.site_get("/news/").text, "the rewritten one")

    publish_samples(stack)
    listed = stack.site_get("/news/").text
    assert f"Sample {rewritten}" not in listed
    assert f"Sample {gone}" not in listed


def test_one_that_the_api_refuses_is_told_with_its_reasons(
    stack: LocalStack, names: list[str], tmp_path: Path
) -> None:
    (tmp_path / f"{names[0]}.json").write_text('{"headline": 7}')
    with pytest.raises(Failure, match=rf"refused {names[0]}\.json: status 422, .+/headline: "):
        publish_samples(stack)
