"""Delete every time zone the site does not use, so that the layer stays small.

``python -m broadsheet.pages.trim_time_zones`` is run in the layer's ``python`` folder when it is
built; ``PYTHONTZPATH`` is empty there, since the machine's own time zones are not the layer's.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from broadsheet.pages.dates import Calendar
from broadsheet.site import Site
from broadsheet.site_file import load_site

_ZONES = "tzdata/zoneinfo"


def files_opened_for(site: Site) -> set[Path]:
    """Write a date as the site's pages do, and return the files that were opened for it.

    Of a file that was opened before, as by an earlier date of the same process, nothing is known.
    """
    opened: set[Path] = set()

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str):
            opened.add(Path(arguments[0]).resolve())

    sys.addaudithook(note)
    Calendar(site.language, site.time_zone).moment(datetime.now(UTC))
    return opened


def trim(packages: Path, site: Site) -> None:
    """Delete the data files that the site's calendar does not open."""
    opened = files_opened_for(site)
    for path in (packages / _ZONES).rglob("*"):
        if path.is_file() and path.suffix != ".py" and path.resolve() not in opened:
            path.unlink()


if __name__ == "__main__":
    trim(Path.cwd(), load_site())
