"""The page that an article would have, were it published as it is read here."""

from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.desk.illustrations import states_of
from broadsheet.domain.ports import DeskIndex, PictureLog
from broadsheet.domain.readable_state import ReadableState
from broadsheet.site import Site

if TYPE_CHECKING:
    from broadsheet.pages.response import Response


class PreviewPages:
    """Pages of articles as the desk sees them before readers do.

    Parameters
    ----------
    index, pictures
        What stands around an article, and what became of the pictures that it shows.
    site
        The paper's settings.
    site_url
        Scheme and host of the readers' site, without a slash at the end.
    """

    def __init__(self, index: DeskIndex, pictures: PictureLog, site: Site, site_url: str) -> None:
        self._index, self._pictures = index, pictures
        self._site, self._site_url = site, site_url

    def page(self, readable: ReadableState, now: datetime) -> "Response":
        """Make the page of an article, with what stands around it at a moment."""
        # Templates and calendars are a third of a second at a cold start: only who asks for a page
        # waits for them.
        from broadsheet.indexing.projection import project  # noqa: PLC0415
        from broadsheet.pages.preview import Previews  # noqa: PLC0415

        shown = readable.article.illustrations if readable.article else ()
        projection = project(readable, self._site, states_of(self._pictures, shown))
        previews = Previews(self._site, self._index, self._site_url)
        return previews.page(projection.head, projection.content(), now)
