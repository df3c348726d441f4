"""Names of editors: asked of the user pool once in a while, and never in the way of a list."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from broadsheet.adapters.cognito.editor_names import EditorNames


class Pool:
    """A user pool that counts what it is asked."""

    def __init__(self, *users: dict[str, Any]) -> None:
        self.users, self.asked = users, list[str]()
        self.fails = False

    def list_users(self, *, UserPoolId: str, Filter: str, Limit: int) -> dict[str, Any]:  # noqa: N803
        assert (UserPoolId, Limit) == ("pool", 1)
        self.asked.append(Filter)
        if self.fails:
            raise ClientError({"Error": {"Code": "TooManyRequestsException"}}, "ListUsers")
        return {"Users": [user for user in self.users if f'"{user["sub"]}"' in Filter]}


def user(sub: str, account: str, name: str | None = None) -> dict[str, Any]:
    attributes = [{"Name": "name", "Value": name}] if name else []
    return {"sub": sub, "Username": account, "Attributes": attributes}


@pytest.fixture
def pool() -> Pool:
    return Pool(user("s1", "anna", "Anna Pieri"), user("s2", "nikos"))


def names(pool: Pool) -> EditorNames:
    client: Any = pool
    return EditorNames("pool", lambda: client)


def test_an_editor_has_the_name_of_the_account_or_that_of_signing_in(pool: Pool) -> None:
    assert names(pool).name_of("s1") == "Anna Pieri"
    assert names(pool).name_of("s2") == "nikos"
    assert names(pool).name_of("gone") is None


def test_the_pool_is_asked_once_for_each(pool: Pool) -> None:
    known = names(pool)
    assert [known.name_of("s1"), known.name_of("s1"), known.name_of("gone")]
    known.name_of("gone")
    assert pool.asked == ['sub = "s1"', 'sub = "gone"']


def test_a_pool_that_fails_costs_a_name_and_is_asked_again(pool: Pool) -> None:
    known = names(pool)
    pool.fails = True
    assert known.name_of("s1") is None
    pool.fails = False
    assert known.name_of("s1") == "Anna Pieri"


@pytest.mark.parametrize("account", ['s1" or sub = "s2', "s1\\"])
def test_nothing_that_is_no_id_reaches_the_pool(pool: Pool, account: str) -> None:
    assert names(pool).name_of(account) is None
    assert pool.asked == []
