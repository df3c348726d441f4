"""The names of editors, as the user pool has them."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError
from cachetools import TTLCache

from broadsheet.observability import logger

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

KEPT_SECONDS = 600
"""For how long a worker keeps a name: who is renamed is told so by then."""
_MAX_NAMES = 1_000


class EditorNames:
    """The names in one user pool, kept for ten minutes.

    Parameters
    ----------
    user_pool
        Its id.
    client
        Returns the client of the user pool.
    """

    def __init__(
        self, user_pool: str, client: Callable[[], "CognitoIdentityProviderClient"]
    ) -> None:
        self._user_pool, self._client = user_pool, client
        self._names: TTLCache[str, str | None] = TTLCache(_MAX_NAMES, KEPT_SECONDS)
        self._lock = Lock()

    def name_of(self, account: str) -> str | None:
        """Return the name of an account, by its id; nothing where there is none, or none is told.

        No list is kept from the desk because a name is: what fails is logged.
        """
        with self._lock:
            if account not in self._names:
                try:
                    self._names[account] = self._ask(account)
                except (BotoCoreError, ClientError):
                    logger.warning("the user pool does not tell a name", exc_info=True)
                    return None
            return self._names[account]

    def _ask(self, account: str) -> str | None:
        # An id is of the pool's own making; whatever could end the quotation is no id.
        if '"' in account or "\\" in account:
            return None
        answered = self._client().list_users(
            UserPoolId=self._user_pool, Filter=f'sub = "{account}"', Limit=1
        )
        for user in answered["Users"]:
            told = {each["Name"]: each.get("Value", "") for each in user.get("Attributes", [])}
            return told.get("name") or user.get("Username")
        return None
