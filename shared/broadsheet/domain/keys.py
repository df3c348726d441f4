"""Keys of the bucket: where each thing stands, and what a key of the log says.

``articles/`` and ``messages/`` are the log; of pictures, ``picture-records/`` and ``originals/``.
``content/`` and ``pictures/``, which readers get, are derived from it. ``manifests/`` says what
stood in it on a day, ``rebuilds/`` holds the reports of rebuilds, and what is sent to ``uploads/``
stays for a day, as do the ``tokens/`` of pictures in the making.
"""

import hashlib
import re
from datetime import date

from broadsheet.domain.picture import PICTURE_ID
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.revision_name import DESK_DIGITS, Part, RevisionName

LOG_PREFIX = "articles/"
MESSAGES_PREFIX = "messages/"
CONTENT_PREFIX = "content/"
MANIFESTS_PREFIX = "manifests/"
REPORTS_PREFIX = "rebuilds/"
UPLOADS_PREFIX = "uploads/"
TOKENS_PREFIX = "tokens/"
ORIGINALS_PREFIX = "originals/"
PICTURE_LOG_PREFIX = "picture-records/"
RENDITIONS_PREFIX = "pictures/"
"""The one prefix that readers reach through the distribution."""
_RECORD_KEY = re.compile(
    r"articles/(?P<article>[a-z0-9][a-z0-9-]{0,127})"
    r"/(?P<part>desk|wire)/(?P<label>[a-z0-9.-]{1,200})\.json",
    re.ASCII,
)
_DESK_LABEL = re.compile(rf"\d{{{DESK_DIGITS}}}", re.ASCII)
_MANIFEST_KEY = re.compile(r"manifests/\d{4}-\d\d-\d\d\.jsonl", re.ASCII)
_PICTURE_RECORD_KEY = re.compile(
    rf"{PICTURE_LOG_PREFIX}({PICTURE_ID.pattern})/(\d{{8}})\.json", re.ASCII
)
_UPLOAD_KEY = re.compile(rf"{UPLOADS_PREFIX}({PICTURE_ID.pattern})/\d{{1,8}}", re.ASCII)
_CONTENT_DIGEST_LENGTH = 12
_CONTENT_DIGEST = re.compile(rf"\.([0-9a-f]{{{_CONTENT_DIGEST_LENGTH}}})\.json\Z", re.ASCII)
_PART_DIGEST_LENGTH = 16


def log_prefix(article: str) -> str:
    """Return the prefix that every record of an article stands under."""
    return f"{LOG_PREFIX}{article}/"


def record_key(article: str, name: RevisionName) -> str:
    """Return the key of a revision's record in the log."""
    return f"{log_prefix(article)}{name.part}/{name.label}.json"


def parse_record_key(key: str) -> tuple[str, RevisionName]:
    """Read an article's id and a revision's name from the key of a record.

    Raises
    ------
    UnreadableRevision
        If no record can have this key.
    """
    match = _RECORD_KEY.fullmatch(key)
    if match is None or (match["part"] == Part.DESK and not _DESK_LABEL.fullmatch(match["label"])):
        raise UnreadableRevision(key, "its key is not the key of a record")
    return match["article"], RevisionName(Part(match["part"]), match["label"])


def message_digest(message: bytes) -> str:
    """Return the SHA-256 of a message in hexadecimal, by which it is stored."""
    return hashlib.sha256(message).hexdigest()


def message_key(digest: str) -> str:
    """Return the key of the message that has this digest."""
    return f"{MESSAGES_PREFIX}{digest}"


def content_prefix(article: str) -> str:
    """Return the prefix that everything derived for an article's pages stands under."""
    return f"{CONTENT_PREFIX}{article}/"


def content_key(article: str, name: str, body: bytes) -> str:
    """Return the key of something derived; it holds the digest of its bytes.

    Parameters
    ----------
    article
        Whose it is.
    name
        The revision that a content was derived from, or ``history``.
    body
        Its bytes.
    """
    digest = hashlib.sha256(body).hexdigest()[:_CONTENT_DIGEST_LENGTH]
    return f"{content_prefix(article)}{name}.{digest}.json"


def content_digest(key: str) -> str | None:
    """Return the digest in the key of something derived; nothing where no such key is like it."""
    match = _CONTENT_DIGEST.search(key)
    return match[1] if match else None


def manifest_key(day: date) -> str:
    """Return the key of a day's manifest."""
    return f"{MANIFESTS_PREFIX}{day.isoformat()}.jsonl"


def is_manifest_key(key: str) -> bool:
    """Whether a key is that of a day's manifest."""
    return _MANIFEST_KEY.fullmatch(key) is not None


def report_key(run: str) -> str:
    """Return the key of the report of a whole rebuild."""
    return f"{REPORTS_PREFIX}{run}.json"


def part_report_prefix(run: str) -> str:
    """Return the prefix of the reports of a rebuild's parts."""
    return f"{REPORTS_PREFIX}{run}/"


def part_report_key(run: str, part: str) -> str:
    """Return the key of the report of one part: the same part, done again, has the same key."""
    digest = hashlib.sha256(part.encode()).hexdigest()[:_PART_DIGEST_LENGTH]
    return f"{part_report_prefix(run)}{digest}.json"


def uploads_prefix(picture: str) -> str:
    """Return the prefix of all that was sent as a picture."""
    return f"{UPLOADS_PREFIX}{picture}/"


def upload_key(picture: str, announced: int) -> str:
    """Return the key that a picture's file is sent to, by the number of its announcement.

    Each announcement has a key of its own: what was refused is not in the way of what follows.
    """
    return f"{uploads_prefix(picture)}{announced}"


def parse_upload_key(key: str) -> str | None:
    """Return the id of the picture that something was sent as; nothing if it was sent as none."""
    match = _UPLOAD_KEY.fullmatch(key)
    return match[1] if match else None


def token_key(picture: str) -> str:
    """Return the key of the token of a picture in the making."""
    return f"{TOKENS_PREFIX}{picture}"


def original_key(picture: str) -> str:
    """Return the key of a picture's exact bytes."""
    return f"{ORIGINALS_PREFIX}{picture}"


def picture_log_prefix(picture: str) -> str:
    """Return the prefix that every record of a picture stands under."""
    return f"{PICTURE_LOG_PREFIX}{picture}/"


def picture_record_key(picture: str, number: int) -> str:
    """Return the key of a record of a picture."""
    return f"{picture_log_prefix(picture)}{number:08d}.json"


def parse_picture_record_key(key: str) -> tuple[str, int]:
    """Read a picture's id and a number from the key of one of its records.

    Raises
    ------
    UnreadableRevision
        If no record of a picture can have this key.
    """
    match = _PICTURE_RECORD_KEY.fullmatch(key)
    if match is None:
        raise UnreadableRevision(key, "its key is not the key of a picture's record")
    return match[1], int(match[2])


def renditions_prefix(token: str) -> str:
    """Return the prefix that all renditions of a picture stand under."""
    return f"{RENDITIONS_PREFIX}{token}/"


def rendition_key(token: str, name: str) -> str:
    """Return the key of a rendition, such as ``640.avif``; with a slash before it, its address."""
    return f"{renditions_prefix(token)}{name}"
