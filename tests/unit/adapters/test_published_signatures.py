"""Requests are signed as AWS has published it: the vectors of its Signature Version 4 Test Suite.

Left out are requests that the paper never makes: fields that stand twice or go over two lines,
characters that are not percent-encoded, and paths that are normalised, which S3 does not do.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from broadsheet.adapters.reading.signatures import sign

CASES = json.loads(Path(__file__).with_name("published_signatures.json").read_text())["cases"]
KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",  # as published
    "AWS_DEFAULT_REGION": "us-east-1",
}
MOMENT = datetime(2015, 8, 30, 12, 36, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_request_is_signed_as_published(case: dict[str, Any]) -> None:
    keys = KEYS | ({"AWS_SESSION_TOKEN": case["token"]} if case["token"] else {})
    request = (case["method"], case["target"], case["fields"], case["body"].encode())
    assert sign(request, "service", keys, MOMENT)["authorization"] == case["authorization"]


def test_all_that_the_paper_may_ask_is_among_them() -> None:
    assert len(CASES) == 21
    assert {case["method"] for case in CASES.values()} == {"GET", "POST"}
    assert any(case["token"] for case in CASES.values())
    assert any("?" in case["target"] for case in CASES.values())
