"""The list of the newest pictures in DynamoDB, as ``picture`` keeps it up for the desk."""

from broadsheet.adapters.dynamodb.attributes import Attributes, from_dynamodb, to_dynamodb
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.domain.moments import write_moment
from broadsheet.domain.picture import PictureState

_PK = "PICTURES"


class NewestPicturesTable:
    """The list in one table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def keep(self, state: PictureState) -> None:
        """Let the list say what a picture's log says; what was read from more of it stays.

        An erased picture is not in it.
        """
        if state.is_erased:
            for item in self._items(state.picture):
                self._table.delete({"pk": item["pk"], "sk": item["sk"]})
            return
        place = to_dynamodb(
            {"pk": _PK, "sk": f"{write_moment(state.announced_at)}#{state.picture}"}
        )
        seen, made = state.made and state.made.development, state.made
        said = {
            "stage": state.stage.value,
            "filename": state.announcement and state.announcement.filename,
            "width": seen and seen.width,
            "height": seen and seen.height,
            "token": made and made.token,
            "narrowest": seen and seen.widths[0],
            "recorded": state.recorded,
        }
        self._table.put_if(
            place | to_dynamodb(said),
            "attribute_not_exists(recorded) OR recorded <= :recorded",
            to_dynamodb({":recorded": state.recorded}),
        )

    def token(self, picture: str) -> str | None:
        """Return the token that the list has of a picture, if it has one."""
        found = map(from_dynamodb, self._items(picture))
        return next((item["token"] for item in found if "token" in item), None)

    def _items(self, picture: str) -> list[Attributes]:
        """Read the items of a picture, whenever it was announced: an erased one does not say it."""
        items = self._table.query_all("pk = :pk", to_dynamodb({":pk": _PK}))
        return [item for item in items if item["sk"]["S"].endswith(f"#{picture}")]
