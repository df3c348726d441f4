"""Editors: who signs in at the desk's page may do what the group may, and nobody else may."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from commands.local.stack import EDITOR
from commands.stack.contributors import Kind
from commands.stack.editors import Account, make_editor, remove_editor
from commands.stack.http_calls import HttpAnswer, Signer
from commands.terminal import Failure
from tests.commands.local_stack import LocalStack
from tests.end_to_end.signing_in import SignIn
from tests.end_to_end.waiting import eventually

PASSWORD = "as long as a good password is"  # noqa: S105 - of accounts on this machine
READER = Account("rana", "rana@newsroom.example", "Rana Haddad", Kind.READER)
ANNA = Account("anna", "anna@newsroom.example", "Anna <b>Zenonos</b>", Kind.DESK)
STORY = {"headline": "The desk opens", "section": "news", "body": "It has a page now."}
_JSON = {"Content-Type": "application/json"}


@pytest.fixture
def desk(stack: LocalStack) -> SignIn:
    return SignIn(stack)


@pytest.fixture
def editors(stack: LocalStack) -> Iterator[None]:
    for account in (READER, ANNA):
        make_editor(account, stack.reach, PASSWORD)
    yield
    for account in (READER, ANNA):
        with suppress(Failure):
            remove_editor(account.name, stack.reach)


def call(
    stack: LocalStack, signer: Signer, method: str, path: str, document: object = None, **more: str
) -> HttpAnswer:
    body = b"" if document is None else json.dumps(document).encode()
    return signer.send(method, stack.reach.api_url + path, body, _JSON | more)


@pytest.mark.usefixtures("editors")
def test_an_editor_publishes_by_name_for_the_desk_and_without_one_for_readers(
    stack: LocalStack, desk: SignIn
) -> None:
    anna = desk.signer("anna", PASSWORD)
    posted = call(stack, anna, "POST", "/articles", STORY | {"id": "opens"})
    assert posted.status == 201, posted.text

    (revision,) = call(stack, anna, "GET", "/articles/opens/revisions").json()["revisions"]
    assert revision["contributor"].startswith("editor:")
    assert revision["contributor_name"] == ANNA.shown

    path = str(posted.json()["url"]).removeprefix(stack.reach.site_url)
    eventually(lambda: stack.site_get(path).status == 200, "the story can be read")
    for address in (path, f"{path}.json", f"{path}?history", "/feeds/latest.xml"):
        page = stack.site_get(address).text
        assert "Zenonos" not in page
        assert revision["contributor"].removeprefix("editor:") not in page


@pytest.mark.usefixtures("editors")
def test_a_reader_of_the_desk_reads_and_every_change_is_refused(
    stack: LocalStack, desk: SignIn
) -> None:
    rana = desk.signer("rana", PASSWORD)
    assert call(stack, rana, "GET", "/articles?status=published").status == 200
    assert call(stack, rana, "POST", "/articles", STORY).status == 403
    named = {"If-Match": '"desk-1"'}
    assert call(stack, rana, "PUT", "/articles/opens", STORY, **named).status == 403
    assert call(stack, rana, "DELETE", "/articles/opens", **named).status == 403


def test_an_account_without_a_group_gets_no_credentials(stack: LocalStack, desk: SignIn) -> None:
    account = Account("nobody", "nobody@newsroom.example", "Nobody", Kind.READER)
    make_editor(account, stack.reach, PASSWORD)
    stack.client("cognito-idp").admin_remove_user_from_group(
        UserPoolId=desk.facts.user_pool, Username="nobody", GroupName="reader"
    )
    tokens = desk.tokens("nobody", PASSWORD)
    assert tokens
    answer = desk.credentials(tokens["id_token"])
    assert (answer.status, answer.json()["__type"]) == (400, "NotAuthorizedException")
    remove_editor("nobody", stack.reach)


@pytest.mark.usefixtures("editors")
def test_signing_out_ends_the_refresh_token(desk: SignIn) -> None:
    tokens = desk.tokens("anna", PASSWORD)
    assert tokens
    refresh = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert desk.exchange(refresh)
    revoked = desk.call(
        desk.facts.users_url,
        "AWSCognitoIdentityProviderService.RevokeToken",
        {"ClientId": desk.facts.client_id, "Token": tokens["refresh_token"]},
    )
    assert revoked.status == 200, revoked.text
    assert desk.exchange(refresh) is None


@pytest.mark.usefixtures("editors")
def test_who_was_taken_back_signs_in_no_more_and_no_token_of_theirs_works(
    stack: LocalStack, desk: SignIn
) -> None:
    tokens = desk.tokens("anna", PASSWORD)
    assert tokens
    remove_editor("anna", stack.reach)

    assert desk.tokens("anna", PASSWORD) is None
    refresh = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    assert desk.exchange(refresh) is None


@pytest.mark.usefixtures("editors")
def test_who_was_taken_back_is_named_still_and_comes_back_as_the_same_person(
    stack: LocalStack, desk: SignIn
) -> None:
    signer = desk.signer("anna", PASSWORD)
    assert call(stack, signer, "POST", "/articles", STORY | {"id": "left"}).status == 201
    with pytest.raises(Failure, match="is an editor already"):
        make_editor(ANNA, stack.reach, PASSWORD)
    remove_editor("anna", stack.reach)

    def name() -> str:
        answered = stack.api("GET", "/articles/left/revisions").json()
        return str(answered["revisions"][0]["contributor_name"])

    assert name() == ANNA.shown
    with pytest.raises(Failure, match="choose another name"):
        make_editor(replace(ANNA, email="other@newsroom.example"), stack.reach, PASSWORD)
    assert not make_editor(replace(ANNA, kind=Kind.READER), stack.reach, PASSWORD)
    signer = desk.signer("anna", PASSWORD)
    assert call(stack, signer, "GET", "/articles?status=published").status == 200
    assert call(stack, signer, "POST", "/articles", STORY).status == 403
    assert name() == ANNA.shown


def test_a_wrong_password_and_a_stolen_code_open_nothing(stack: LocalStack, desk: SignIn) -> None:
    known = stack.editors[EDITOR.name]["password"]
    assert desk.tokens(EDITOR.name, known)
    assert desk.tokens(EDITOR.name, f"{known}.") is None
    assert desk.tokens("nobody-at-all", known) is None


def test_the_page_of_the_site_may_call_the_api_and_of_another_it_may_not(
    stack: LocalStack, desk: SignIn
) -> None:
    signer = desk.signer(EDITOR.name, stack.editors[EDITOR.name]["password"])
    own = call(stack, signer, "GET", "/articles?status=held", Origin=stack.reach.site_url)
    assert own.headers["access-control-allow-origin"] == stack.reach.site_url
    assert "ETag" in own.headers["access-control-expose-headers"]
    other = call(stack, signer, "GET", "/articles?status=held", Origin="https://elsewhere.example")
    assert "access-control-allow-origin" not in other.headers


def test_the_desks_page_has_a_policy_that_names_whom_it_talks_to(
    stack: LocalStack, desk: SignIn
) -> None:
    page = stack.site_get("/desk/")
    assert page.status == 200
    policy = page.headers["content-security-policy"]
    talks = next(each for each in policy.split(";") if "connect-src" in each).split()[1:]
    assert set(talks) == {
        "'self'", desk.facts.api_url.removesuffix("/v1"), desk.facts.sign_in_url,
    }  # fmt: skip
    assert "unsafe" not in policy
