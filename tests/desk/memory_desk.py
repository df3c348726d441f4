"""The desk's operations on stores in memory."""

from broadsheet.desk.editing import Desk
from broadsheet.desk.look_ups import LookUps
from broadsheet.desk.operations import DeskApi
from broadsheet.desk.picture_desk import PictureDesk
from broadsheet.desk.previewing import Previewing
from broadsheet.site_file import load_site
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.fakes.names import MemoryNames
from tests.fakes.picture_list import MemoryPictureFiles, MemoryPictureShelf
from tests.fakes.pictures import MemoryPictureLog

SITE_URL = "https://paper.example"


def memory_desk(
    log: MemoryLog,
    index: MemoryIndex,
    pictures: MemoryPictureLog | None = None,
    shelf: MemoryPictureShelf | None = None,
) -> DeskApi:
    """Wire the operations as submit's handler does."""
    site, pictures = load_site(), pictures or MemoryPictureLog()
    return DeskApi(
        Desk(log, site, SITE_URL, pictures),
        LookUps(log, index, site, SITE_URL, pictures),
        Previewing(log, index, site, SITE_URL, pictures),
        PictureDesk(pictures, MemoryPictureFiles(), shelf or MemoryPictureShelf(), SITE_URL),
        MemoryNames(),
    )
