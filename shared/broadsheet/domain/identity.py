"""Identity: an article's id, the key made from it, and the path where readers find it."""

import base64
import hashlib
import re
from collections.abc import Iterable

ARTICLE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,127}", re.ASCII)
KEY_LENGTH = 10
ARTICLE_KEY = re.compile(rf"[a-z2-7]{{{KEY_LENGTH}}}", re.ASCII)
_MADE_ID_LENGTH = 26
_NUMBER = re.compile(r"[2-9]|[1-9]\d{1,8}", re.ASCII)


def _base32(*parts: str) -> str:
    digest = hashlib.sha256("\x00".join(parts).encode()).digest()
    return base64.b32encode(digest).decode().lower().rstrip("=")


def article_key(article_id: str) -> str:
    """Return the ten characters by which a path finds its article.

    They are the start of the base32 of the SHA-256 of the id: known as soon as the id is, claimed
    from nobody, and telling nothing of the id.
    """
    return _base32(article_id)[:KEY_LENGTH]


def made_id(contributor: str, claim: str) -> str:
    """Make the id of an article that was submitted without one.

    Parameters
    ----------
    contributor
        Who submitted it, so that two contributors never share an id by accident.
    claim
        The ``Idempotency-Key`` of the request, or the digest of its bytes.

    Returns
    -------
    str
        26 characters of ``[a-z2-7]``, 130 bits.
    """
    return _base32("made id", contributor, claim)[:_MADE_ID_LENGTH]


def numbered_id(made: str, number: int) -> str:
    """Return the id of one of the articles that began with the same bytes, counted from 1.

    The first has the id that was made, the others their number behind it.
    """
    return made if number == 1 else f"{made}-{number}"


def newest_number(made: str, articles: Iterable[str]) -> int:
    """Return the highest number that any of these ids has; 0 where none is a number of this one."""
    return max((_number(made, article) for article in articles), default=0)


def _number(made: str, article: str) -> int:
    began, _, number = article.partition("-")
    is_numbered = began == made and _NUMBER.fullmatch(number)
    return int(number) if is_numbered else int(article == made)


def article_path(section: str, slug: str, key: str) -> str:
    """Return the path of an article's page, ``/<section>/<slug>-<key>``."""
    return f"/{section}/{slug}-{key}"
