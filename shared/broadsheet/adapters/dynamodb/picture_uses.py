"""The uses of pictures in DynamoDB: an item for each article that shows one.

They are written one by one, and not in the transaction that moves a head: that has room for 100.
"""

from collections.abc import Collection, Mapping
from typing import Any

from broadsheet.adapters.dynamodb.attributes import Attributes, from_dynamodb, to_dynamodb
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.domain.picture import PictureUse

_MOST_GOT = 100  # items of one BatchGetItem
USE_PK = "PICTURE#"


class PictureUsesTable:
    """The uses of all pictures in one table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def note(self, uses: Collection[PictureUse]) -> None:
        """Write uses down, each over what stood of the same picture and article."""
        self._table.batch_write(
            [
                use_key(use.picture, use.article) | to_dynamodb({"is_withdrawn": use.is_withdrawn})
                for use in uses
            ]
        )

    def forget(self, article: str, pictures: Collection[str]) -> None:
        """Remove the uses of pictures that an article no longer shows."""
        self._table.batch_write((), [use_key(picture, article) for picture in pictures])

    def of(self, picture: str) -> tuple[PictureUse, ...]:
        """Read the uses of a picture as they are now, in the order of the articles."""
        items = self._table.query_all("pk = :pk", to_dynamodb({":pk": f"{USE_PK}{picture}"}))
        return tuple(map(read_use, items))

    def differing(self, uses: Collection[PictureUse]) -> tuple[PictureUse, ...]:
        """Return those of some uses that do not stand as they should."""
        places = [use_key(use.picture, use.article) for use in uses]
        stand = {
            read_use(item)
            for start in range(0, len(places), _MOST_GOT)
            for item in self._table.batch_get(places[start : start + _MOST_GOT], consistent=True)
        }
        return tuple(use for use in uses if use not in stand)


def use_key(picture: str, article: str) -> Attributes:
    """Return the place of a use."""
    return to_dynamodb({"pk": f"{USE_PK}{picture}", "sk": article})


def read_use(item: Mapping[str, Any]) -> PictureUse:
    """Read a use from its item."""
    values = from_dynamodb(item)
    return PictureUse(values["pk"].removeprefix(USE_PK), values["sk"], values["is_withdrawn"])
