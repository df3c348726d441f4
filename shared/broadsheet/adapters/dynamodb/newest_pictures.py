"""The list of the newest pictures in DynamoDB, as ``picture`` keeps it up for the desk."""

from broadsheet.adapters.dynamodb.attributes import to_dynamodb
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.domain.moments import write_moment
from broadsheet.domain.picture import PictureState


class NewestPicturesTable:
    """The list in one table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def keep(self, state: PictureState) -> None:
        """Let the list say what a picture's log says; what was read from more of it stays.

        An erased picture is not in it.
        """
        place = to_dynamodb(
            {"pk": "PICTURES", "sk": f"{write_moment(state.announced_at)}#{state.picture}"}
        )
        if state.is_erased:
            self._table.delete(place)
            return
        seen, made = state.made and state.made.development, state.made
        said = {
            "stage": state.stage.value,
            "filename": state.announcement and state.announcement.filename,
            "width": seen and seen.width,
            "height": seen and seen.height,
            "token": made and made.token,
            "recorded": state.recorded,
        }
        self._table.put_if(
            place | to_dynamodb(said),
            "attribute_not_exists(recorded) OR recorded <= :recorded",
            to_dynamodb({":recorded": state.recorded}),
        )
