"""A stand-in for managed login, user pool and identity pool, as the desk's page calls them.

Nothing here proves that AWS lets nobody else in: tests/end_to_end/test_editors.py does, on the
local AWS. This one answers in a millisecond, and fails when a test says so.
"""

import html
import json
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode

LIFE_SECONDS = 3600
_Answer = tuple[int, dict[str, str], bytes]
_FORM = """<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in</h1>{error}
<form method="post" action="/login"><input type="hidden" name="asked" value="{asked}">
<label>Username <input name="username"></label>
<label>Password <input name="password" type="password"></label><button>Sign in</button></form>"""


@dataclass(frozen=True, slots=True)
class PoolAccount:
    """Somebody who may sign in."""

    account: str
    name: str
    kind: str
    password: str

    @property
    def sub(self) -> str:
        """The user's id in the pool."""
        return f"sub-of-{self.account}"


@dataclass
class SignInStandIn:
    """PoolAccounts, and what has been handed out to them.

    Attributes
    ----------
    life
        Seconds that tokens and credentials live.
    logouts
        How often managed login was asked to forget who had signed in.
    """

    accounts: dict[str, PoolAccount]
    life: int = LIFE_SECONDS
    logouts: int = 0
    _codes: dict[str, tuple[PoolAccount, str]] = field(default_factory=dict)
    _refresh: dict[str, PoolAccount] = field(default_factory=dict)
    _keys: dict[str, tuple[PoolAccount, float]] = field(default_factory=dict)
    _generation: int = 0

    def authorize(self, query: str, error: str = "") -> _Answer:
        """Show the page of managed login."""
        page = _FORM.format(asked=html.escape(query), error=error)
        return 200, {"Content-Type": "text/html; charset=utf-8"}, page.encode()

    def logout(self, query: str) -> _Answer:
        """Forget who signed in, and lead back."""
        self.logouts += 1
        return 302, {"Location": parse_qs(query)["logout_uri"][0]}, b""

    def login(self, body: bytes) -> _Answer:
        """Take the page's form, and send the browser back with a code."""
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        asked = {name: values[0] for name, values in parse_qs(form["asked"]).items()}
        account = self.accounts.get(form.get("username", ""))
        if account is None or account.password != form.get("password"):
            return self.authorize(form["asked"], "<p>Incorrect username or password.</p>")
        code = secrets.token_urlsafe(16)
        assert asked["code_challenge_method"] == "S256"
        self._codes[code] = account, asked["code_challenge"]
        back = urlencode({"code": code, "state": asked["state"]})
        return 302, {"Location": f"{asked['redirect_uri']}?{back}"}, b""

    def token(self, body: bytes) -> _Answer:
        """Hand out tokens for a code or a refresh token."""
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if form["grant_type"] == "authorization_code":
            account, challenge = self._codes.pop(form.get("code", ""), (None, ""))
            digest = sha256(form["code_verifier"].encode()).digest()
            if _base64(digest) != challenge:
                account = None
        else:
            account = self._refresh.get(form.get("refresh_token", ""))
        if account is None:
            return _json({"error": "invalid_grant"}, 400)
        tokens = {name: self._token(account, name) for name in ("id", "access")}
        answered = {f"{name}_token": token for name, token in tokens.items()}
        if form["grant_type"] == "authorization_code":
            refresh = secrets.token_urlsafe(24)
            self._refresh[refresh] = account
            answered["refresh_token"] = refresh
        return _json(answered | {"expires_in": self.life, "token_type": "Bearer"})

    def call(self, target: str, body: bytes) -> _Answer:
        """Answer a call of one of the two pools."""
        asked = json.loads(body)
        match target.rpartition(".")[2]:
            case "RevokeToken":
                self._refresh.pop(asked["Token"], None)
                return _json({})
            case "GetId":
                return _json({"IdentityId": "eu-west-1:identity"})
            case "GetCredentialsForIdentity":
                return self._credentials(*asked["Logins"].values())
        return _json({"__type": "UnknownOperationException"}, 400)

    def who(self, authorization: str) -> PoolAccount | None:
        """Say whose credentials have signed a request; nobody's once they have ended."""
        key = authorization.partition("Credential=")[2].partition("/")[0]
        account, ends = self._keys.get(key, (None, 0))
        return account if time.time() < ends else None

    def end_credentials(self) -> None:
        """Have all credentials end now."""
        self._keys.clear()

    def end_sessions(self) -> None:
        """Have everybody sign in again."""
        self._keys.clear()
        self._refresh.clear()
        self._generation += 1

    def _credentials(self, id_token: str) -> _Answer:
        payload = id_token.split(".")[1]
        claims = json.loads(_from_base64(payload))
        account = self.accounts[claims["cognito:username"]]
        if claims["exp"] <= time.time() or claims["generation"] < self._generation:
            said = {"__type": "NotAuthorizedException", "message": "Token expired"}
            return _json(said, 400)
        key, ends = f"ASIA{secrets.token_hex(8).upper()}", time.time() + self.life
        self._keys[key] = account, ends
        given = {"AccessKeyId": key, "SecretKey": "secret", "SessionToken": "session"}
        return _json(
            {"IdentityId": "eu-west-1:identity", "Credentials": given | {"Expiration": ends}}
        )

    def _token(self, account: PoolAccount, use: str) -> str:
        claims = {
            "sub": account.sub,
            "cognito:username": account.account,
            **({"cognito:groups": [account.kind]} if account.kind else {}),
            "name": account.name,
            "token_use": use,
            "generation": self._generation,
            "exp": int(time.time()) + self.life,
        }
        return ".".join([_base64(b"{}"), _base64(json.dumps(claims).encode()), "signature"])


def _json(document: dict[str, Any], status: int = 200) -> _Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(document).encode()


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_base64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
