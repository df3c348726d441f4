"""The texts of the site's own pages: about, contact, imprint and whatever else its editor writes.

They are Markdown in ``own_pages``. The build makes safe HTML of them, which is read in the layer;
in a checkout the files themselves are read.
"""

import json
from dataclasses import dataclass
from functools import cache

from broadsheet.pages.built_language import BUILT_LANGUAGE
from broadsheet.site import Site

OWN_TEXTS = "own_texts.json"


@dataclass(frozen=True, slots=True)
class OwnText:
    """What a page of the site's own says.

    Attributes
    ----------
    slug
        Of its address.
    name
        For readers.
    about
        What it begins with, for search engines.
    body_html
        Sanitised; safe to put into a page as it is.
    """

    slug: str
    name: str
    about: str
    body_html: str


@cache
def own_texts(site: Site) -> tuple[OwnText, ...]:
    """Return the texts of a site's own pages, in the order of its settings.

    Raises
    ------
    ValueError
        If one of them cannot be read; the message names the file.
    """
    built = BUILT_LANGUAGE / OWN_TEXTS
    if built.is_file():
        return tuple(OwnText(**text) for text in json.loads(built.read_text("utf-8")))
    # Markdown's parser is slow to import: it is needed where nothing is built.
    from broadsheet.pages.own_text_files import read_own_texts  # noqa: PLC0415

    return read_own_texts(site)
