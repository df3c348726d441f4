"""Slugs: the readable parts of paths, in ``[a-z0-9-]`` whatever the script of the text."""

import base64
import hashlib
import re
import unicodedata

from anyascii import anyascii

MAX_SLUG = 80
_DIGEST_LENGTH = 6
_PLAIN_NAME = re.compile(r"[a-z0-9]+( [a-z0-9]+)*", re.ASCII)
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


def canonical_name(name: str) -> str:
    """Return what names are compared by: their Unicode form, case and white space do not count."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def slug_of_name(name: str, fallback: str) -> str:
    """Make the slug of a tag's or an author's page, of the name alone.

    A slug of Latin letters and digits can stand for several names: ``liwei`` for 李伟 and 李炜,
    ``c`` for C, C++ and C#. So only a name that its slug gives back has the plain slug; any other
    slug ends in six characters of the digest of the name.

    Parameters
    ----------
    name
        As readers see it, in any script.
    fallback
        What stands before the digest when nothing of the name can be written in a slug.

    Returns
    -------
    str
        Equal for names that differ in Unicode form, case and white space only.
    """
    canonical = canonical_name(name)
    if _PLAIN_NAME.fullmatch(canonical) and len(canonical) <= MAX_SLUG:
        return canonical.replace(" ", "-")
    digest = base64.b32encode(hashlib.sha256(canonical.encode()).digest()).decode().lower()
    readable = slug_of(canonical, fallback)[: MAX_SLUG - _DIGEST_LENGTH - 1].rstrip("-")
    return f"{readable}-{digest[:_DIGEST_LENGTH]}"
