"""The roles of editors at the local AWS, which gives all of an identity pool one and the same.

AWS chooses by the token: where a pool's role mapping has the type Token, the credentials are those
of the role of the editor's group, that of the lowest precedence if there are several, and where no
group names a role and the mapping says Deny there are none. See
https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html

ministack keeps mappings and groups, and looks at neither (version 1.5.33,
``services/cognito.py``). So its answer is taken, and its session is given the role that AWS would
have given; what that role may do is then enforced as everywhere.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

# ministack has no type information.
from ministack.core.responses import error_response_json  # type: ignore[import-untyped]
from ministack.services import cognito, sts  # type: ignore[import-untyped]

_Answer = tuple[int, dict[str, str], bytes]
_BAD_REQUEST = 400


def keep_to_role_mappings() -> None:
    """Have the local AWS give editors the role of their group from now on."""
    ask: Callable[[dict[str, Any]], _Answer] = cognito._get_credentials_for_identity  # noqa: SLF001
    cognito._get_credentials_for_identity = _by_the_token(ask)  # noqa: SLF001


def _by_the_token(
    ask: Callable[[dict[str, Any]], _Answer],
) -> Callable[[dict[str, Any]], _Answer]:
    def credentials(asked: dict[str, Any]) -> _Answer:
        answer = ask(asked)
        pool = _pool_of(asked.get("IdentityId", ""))
        if answer[0] >= _BAD_REQUEST or not pool.get("_role_mappings"):
            return answer
        role = role_of(asked.get("Logins") or {}, cognito._find_pool_by_client_id)  # noqa: SLF001
        if role is None:
            said = "Access to Identity is forbidden: no group of the user has a role."
            refused: _Answer = error_response_json("NotAuthorizedException", said, _BAD_REQUEST)
            return refused
        key = json.loads(answer[2])["Credentials"]["AccessKeyId"]
        _of_role(sts._sessions[key], role)  # noqa: SLF001
        return answer

    return credentials


def role_of(
    logins: Mapping[str, str], find_pool: Callable[[str], tuple[Any, Any, Any]]
) -> str | None:
    """Return the ARN of the role that a token stands for; nothing where no group has one.

    Parameters
    ----------
    logins
        Tokens by their providers, as ``GetCredentialsForIdentity`` takes them.
    find_pool
        Finds the user pool of a client's id: its id, the pool, the client.
    """
    for token in logins.values():
        claims = cognito._token_claims(token)  # noqa: SLF001
        _, pool, _ = find_pool(claims.get("aud", ""))
        groups = (pool or {}).get("_groups", {})
        named = [groups[name] for name in claims.get("cognito:groups", ()) if name in groups]
        named = [group for group in named if group.get("RoleArn")]
        if named:
            return str(min(named, key=lambda group: group.get("Precedence", 0))["RoleArn"])
    return None


def _pool_of(identity: str) -> dict[str, Any]:
    for _, pool in cognito._identity_pools.items():  # noqa: PERF102, SLF001
        if identity in pool.get("_identities", {}):
            found: dict[str, Any] = pool
            return found
    return {}


def _of_role(session: dict[str, Any], role: str) -> None:
    account, name = role.split(":")[4], role.rpartition("/")[2]
    session["Arn"] = f"arn:aws:sts::{account}:assumed-role/{name}/CognitoIdentityCredentials"
