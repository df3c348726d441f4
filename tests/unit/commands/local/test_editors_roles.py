"""The role that a token stands for at the local AWS: that of its group, or none."""

import json
from base64 import urlsafe_b64encode
from typing import Any

from commands.local.editors_roles import role_of

DESK, READER = "arn:aws:iam::1:role/Desk", "arn:aws:iam::1:role/Reader"
POOL = {
    "_groups": {
        "desk": {"RoleArn": DESK, "Precedence": 1},
        "reader": {"RoleArn": READER, "Precedence": 2},
        "guests": {"RoleArn": "", "Precedence": 0},
    }
}


def token(*groups: str, client: str = "client") -> str:
    claims: dict[str, Any] = {"aud": client, "cognito:groups": list(groups)}
    payload = urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"e30.{payload}.s"


def role(*groups: str, client: str = "client") -> str | None:
    def find(asked: str) -> tuple[Any, Any, Any]:
        return ("pool", POOL, {}) if asked == "client" else (None, None, None)

    return role_of(
        {"cognito-idp.eu-west-1.amazonaws.com/pool": token(*groups, client=client)}, find
    )


def test_the_group_decides_and_of_several_the_one_that_precedes() -> None:
    assert role("desk") == DESK
    assert role("reader") == READER
    assert role("reader", "desk") == DESK


def test_without_a_group_that_has_a_role_there_is_none() -> None:
    assert role() is None
    assert role("guests") is None
    assert role("unknown") is None


def test_a_token_of_another_client_and_no_token_at_all_stand_for_none() -> None:
    assert role("desk", client="another") is None
    assert role_of({}, lambda _client: (None, None, None)) is None
