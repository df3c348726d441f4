"""Who a request is from, as API Gateway says it."""

from typing import Any

import pytest

from broadsheet.desk.api_gateway import read_request

POOL = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Editors"
ROLE = "arn:aws:sts::1:assumed-role/DeskEditorRole/CognitoIdentityCredentials"
USER = "arn:aws:iam::1:user/paper/eu-west-1/anna@eu-west-1"


def contributor(**identity: Any) -> str:
    event = {"httpMethod": "GET", "resource": "/articles"}
    return read_request(
        event | {"requestContext": {"identity": identity, "requestId": "r"}}
    ).contributor


def test_an_editor_is_the_account_and_not_the_role_of_all() -> None:
    provider = f"{POOL},{POOL}:CognitoSignIn:5f2a-sub"
    assert contributor(userArn=ROLE, cognitoAuthenticationProvider=provider) == "editor:5f2a-sub"


@pytest.mark.parametrize("provider", [None, "", "something", f"{POOL},{POOL}:CognitoSignIn:"])
def test_what_names_no_account_leaves_the_principal(provider: str | None) -> None:
    assert contributor(userArn=ROLE, cognitoAuthenticationProvider=provider) == ROLE


def test_a_principal_of_its_own_is_itself_whatever_else_is_said() -> None:
    provider = f"{POOL},{POOL}:CognitoSignIn:sub"
    assert contributor(userArn=USER, cognitoAuthenticationProvider=provider) == USER


def test_a_browser_that_only_asks_is_nobody() -> None:
    assert contributor(userArn=None) == ""
