"""The press: what pages are made with."""

from datetime import datetime

from broadsheet.domain.header import HeaderFacts
from broadsheet.domain.lists import ALL
from broadsheet.domain.ports import Contents, Shelf
from broadsheet.pages.house_style import HouseStyle, Issue
from broadsheet.pages.onward import RememberedLists
from broadsheet.pages.reading import CardSlice, read_newest
from broadsheet.site import Site


class Press:
    """What the answer of every kind of page is given.

    Parameters
    ----------
    site
        The paper's own facts.
    shelf, contents
        Where its articles are.

    Attributes
    ----------
    style
        How the paper writes.
    shelf, contents
        As above.
    onward_lists
        What leads on from articles, remembered between requests, so that it is asked for in time.
    """

    def __init__(self, site: Site, shelf: Shelf, contents: Contents) -> None:
        self.style = HouseStyle(site)
        self.shelf = shelf
        self.contents = contents
        self.onward_lists = RememberedLists()

    def issue(self, facts: HeaderFacts, now: datetime) -> Issue:
        """Return the paper of a moment, with the facts that were read for its header."""
        return Issue(self.style, facts, now)

    def newest(self, now: datetime, limit: int) -> tuple[CardSlice, Issue]:
        """Read the newest of the paper, and the header's facts at the same time."""
        facts = self.shelf.ask_header()
        return read_newest(self.shelf, ALL, now, limit), self.issue(facts(), now)
