"""The list of pictures in DynamoDB, as the desk reads it: ``picture`` keeps it up."""

from collections.abc import Mapping
from typing import Any

from broadsheet.adapters.dynamodb.attributes import from_dynamodb, to_dynamodb
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.domain.lists import Cursor
from broadsheet.domain.moments import read_moment, write_moment
from broadsheet.domain.picture import PictureStage
from broadsheet.domain.picture_list import ListedPicture

_PK = "PICTURES"


class PictureListTable:
    """The list of pictures in one table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def newest(self, before: Cursor | None, limit: int) -> tuple[ListedPicture, ...]:
        """Read the pictures announced before a place, or all, the newest first."""
        condition, values = "pk = :pk", {":pk": _PK}
        if before:
            condition = f"{condition} AND sk < :before"
            values[":before"] = f"{write_moment(before.placed_at)}#{before.article}"
        items = self._table.query(condition, to_dynamodb(values), newest_first=True, limit=limit)
        return tuple(_read(from_dynamodb(item)) for item in items)


def _read(item: Mapping[str, Any]) -> ListedPicture:
    announced_at, _, picture = item["sk"].partition("#")
    return ListedPicture(
        picture=picture,
        announced_at=read_moment(announced_at),
        stage=PictureStage(item["stage"]),
        filename=item.get("filename"),
        width=item.get("width"),
        height=item.get("height"),
        token=item.get("token"),
        narrowest=item.get("narrowest"),
    )
