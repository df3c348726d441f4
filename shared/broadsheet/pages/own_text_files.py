"""The files of the site's own pages; for the build, and where nothing is built."""

import html
import re
from pathlib import Path

from broadsheet.domain.article import BodyFormat
from broadsheet.formats.body import clean_body
from broadsheet.pages.own_texts import OwnText
from broadsheet.site import Site

OWN_PAGES = Path(__file__).parents[1] / "own_pages"
_NAME = re.compile(r"# +(\S.*)\n")
_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def read_own_texts(site: Site, folder: Path = OWN_PAGES) -> tuple[OwnText, ...]:
    """Read the texts of a site's own pages, in the order of its settings.

    Of ``about.md`` and ``about.el.md`` the second is taken where the site's language is Greek.
    ``{title}``, ``{description}`` and ``{contact_email}`` stand for what the settings say.

    Raises
    ------
    ValueError
        If there is no such file, or it does not begin with a name; the message names it.
    """
    return tuple(_read(site, slug, folder) for slug in site.own_pages)


def _read(site: Site, slug: str, folder: Path) -> OwnText:
    names = (f"{slug}.{site.language.partition('-')[0]}.md", f"{slug}.md")
    files = [folder / name for name in names if (folder / name).is_file()]
    if not files:
        raise ValueError(f"site.toml: there is no page {slug!r}: write {folder.name}/{slug}.md")
    text = files[0].read_text("utf-8")
    for fact in ("title", "description", "contact_email"):
        text = text.replace(f"{{{fact}}}", getattr(site, fact))
    named = _NAME.match(text)
    if named is None:
        raise ValueError(f"{folder.name}/{files[0].name}: begin with a line `# Name of the page`")
    body = clean_body(text[named.end() :], BodyFormat.MARKDOWN)
    first = _FIRST_PARAGRAPH.search(body)
    about = " ".join(html.unescape(_TAG.sub("", first[1])).split()) if first else named[1]
    return OwnText(slug, named[1].strip(), about, body)
