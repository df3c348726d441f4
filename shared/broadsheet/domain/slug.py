"""Slugs: the readable parts of paths, in ``[a-z0-9-]`` whatever the script of the text."""

import re

from anyascii import anyascii

MAX_SLUG = 80
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


def slug_of(text: str, fallback: str = "article") -> str:
    """Make a slug from a headline, a tag or a name.

    Parameters
    ----------
    text
        In any script; it is transliterated (``Λευκωσία`` gives ``leykosia``).
    fallback
        What to answer when nothing of the text can be written in a slug.

    Returns
    -------
    str
        1 to 80 characters of ``[a-z0-9-]``, cut between words where it can be.
    """
    ascii_text = anyascii(text).lower().replace("'", "")
    slug = _NOT_IN_A_SLUG.sub("-", ascii_text).strip("-")
    if len(slug) > MAX_SLUG:
        cut = slug[: MAX_SLUG + 1].rsplit("-", 1)[0]
        slug = cut if MAX_SLUG // 2 < len(cut) <= MAX_SLUG else slug[:MAX_SLUG].rstrip("-")
    return slug or fallback
