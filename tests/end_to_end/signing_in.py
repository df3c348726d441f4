"""Signing in at the desk, as its page does, by HTTP alone."""

import base64
import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from botocore.credentials import Credentials

from broadsheet.adapters.dynamodb.desk_facts import DESK_KEY, read_desk_facts
from broadsheet.domain.desk_facts import DeskFacts
from commands.stack.http_calls import HttpAnswer, Signer, send
from tests.commands.local_stack import LocalStack

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class SignIn:
    """The desk of a stack, to sign in at."""

    stack: LocalStack

    @property
    def facts(self) -> DeskFacts:
        """What the page is told."""
        table = self.stack.reach.outputs["TableName"]
        item = self.stack.client("dynamodb").get_item(TableName=table, Key=DESK_KEY)["Item"]
        facts = read_desk_facts(item)
        assert facts
        return facts

    def tokens(self, name: str, password: str) -> dict[str, Any] | None:
        """Sign in by the pages of managed login; nothing if they do not let one in."""
        facts, verifier = self.facts, secrets.token_urlsafe(48)
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        redirect = f"{facts.site_url}/desk/"
        asked = {
            "client_id": facts.client_id, "redirect_uri": redirect, "response_type": "code",
            "scope": "openid", "state": "s", "code_challenge": challenge,
            "code_challenge_method": "S256",
        }  # fmt: skip
        page = send("GET", f"{facts.sign_in_url}/oauth2/authorize?{urlencode(asked)}")
        assert page.status == 200, page.text
        form = dict(_HIDDEN.findall(page.text)) | {"username": name, "password": password}
        sent = send("POST", f"{facts.sign_in_url}/login", urlencode(form).encode(), _FORM)
        if sent.status != 302:
            return None
        code = parse_qs(urlsplit(sent.headers["location"]).query)["code"][0]
        return self.exchange(
            {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
            | {"code_verifier": verifier}
        )

    def exchange(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Ask for tokens; nothing if there are none for this."""
        body = urlencode(form | {"client_id": self.facts.client_id}).encode()
        answer = send("POST", f"{self.facts.sign_in_url}/oauth2/token", body, _FORM)
        return dict(answer.json()) if answer.status == 200 else None

    def call(self, url: str, target: str, document: dict[str, Any]) -> HttpAnswer:
        """Call one of the two pools, unsigned."""
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target}
        return send("POST", url, json.dumps(document).encode(), headers)

    def credentials(self, id_token: str) -> HttpAnswer:
        """Ask for the credentials that a token stands for."""
        facts = self.facts
        logins = {f"cognito-idp.{facts.region}.amazonaws.com/{facts.user_pool}": id_token}
        service = "AWSCognitoIdentityService"
        asked = {"IdentityPoolId": facts.identity_pool, "Logins": logins}
        identity = self.call(facts.identities_url, f"{service}.GetId", asked).json()
        named = {"IdentityId": identity["IdentityId"], "Logins": logins}
        return self.call(facts.identities_url, f"{service}.GetCredentialsForIdentity", named)

    def signer(self, name: str, password: str) -> Signer:
        """Sign in, and sign requests from now on."""
        tokens = self.tokens(name, password)
        assert tokens
        answer = self.credentials(tokens["id_token"])
        assert answer.status == 200, answer.text
        given = answer.json()["Credentials"]
        key = Credentials(given["AccessKeyId"], given["SecretKey"], given["SessionToken"])
        return Signer(key, self.stack.reach.region)
