"""Whatever is asked of AWS is signed as botocore signs it."""

import hashlib
from datetime import UTC, datetime
from urllib.parse import quote

import botocore.auth
import pytest
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.adapters.reading.signatures import HttpRequest, sign

WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
PATHS = WORDS.map(lambda text: "/" + quote(text))
QUERIES = st.lists(st.tuples(WORDS, WORDS), max_size=5).map(
    lambda pairs: "&".join(
        f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs
    )
)
PRINTABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
VALUES = st.text(" a") | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)
NAMES = st.from_regex(r"x-[a-z][a-z0-9-]{0,20}", fullmatch=True).filter(
    lambda name: name not in {"x-amz-date", "x-amz-security-token", "x-amzn-trace-id"}
)
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1))  # noqa: DTZ001 - as drawn
ENVIRONMENTS = st.fixed_dictionaries(
    {
        "AWS_ACCESS_KEY_ID": PRINTABLE,
        "AWS_SECRET_ACCESS_KEY": PRINTABLE,
        "AWS_DEFAULT_REGION": st.sampled_from(["eu-west-1", "us-east-1", "il-central-1"]),
    },
    optional={"AWS_SESSION_TOKEN": PRINTABLE | st.just("")},
)


def signed_by_botocore(
    request: HttpRequest, service: str, environment: dict[str, str], moment: datetime
) -> dict[str, str]:
    method, target, fields, body = request
    credentials = Credentials(
        environment["AWS_ACCESS_KEY_ID"],
        environment["AWS_SECRET_ACCESS_KEY"],
        environment.get("AWS_SESSION_TOKEN") or None,
    )
    asked = AWSRequest(method, f"https://{fields['host']}{target}", dict(fields), body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.auth, "get_current_datetime", lambda: moment)
        region = environment["AWS_DEFAULT_REGION"]
        S3SigV4Auth(credentials, service, region).add_auth(asked)
    return {name.lower(): value for name, value in asked.headers.items()}


REQUESTS = st.tuples(
    st.sampled_from(["GET", "POST"]),
    st.tuples(PATHS, QUERIES).map("?".join),
    st.dictionaries(NAMES, VALUES, max_size=4),
    st.binary(max_size=200),
)


@given(REQUESTS, st.sampled_from(["s3", "dynamodb"]), ENVIRONMENTS, MOMENTS)
def test_a_signature_is_botocores(
    drawn: HttpRequest, service: str, environment: dict[str, str], moment: datetime
) -> None:
    method, target, fields, body = drawn
    digest = hashlib.sha256(body).hexdigest()
    fields = {**fields, "host": "paper.example", "x-amz-content-sha256": digest}
    request = (method, target.removesuffix("?"), fields, body)
    ours = sign(request, service, environment, moment.replace(tzinfo=UTC).timestamp())
    assert ours == signed_by_botocore(request, service, environment, moment)
