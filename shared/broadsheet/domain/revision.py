"""Revisions: the records of an article's log, and their names.

An article's log has two parts. The desk's revisions are numbered without gaps, so that the
conditional write of the next number is a lock between editors. A wire's revisions are named by
their version, its time and a digest, so that the same item is one revision however often it comes,
and the order in which items come does not matter.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from broadsheet.domain.article import Hold
from broadsheet.domain.moments import parse_moment, write_moment
from broadsheet.domain.problems import UnreadableRevision

LOG_PREFIX = "articles/"
_KEY = re.compile(
    r"articles/(?P<article>[a-z0-9][a-z0-9-]{0,127})"
    r"/(?P<part>desk|wire)/(?P<label>[a-z0-9.-]{1,200})\.json",
    re.ASCII,
)
_DESK_DIGITS = 8
_NUMBER = re.compile(r"(\d+)", re.ASCII)
_NAME = re.compile(r"desk-(?P<number>\d{1,8})|wire-(?P<label>[a-z0-9.-]{1,200})", re.ASCII)
_DESK_LABEL = re.compile(rf"\d{{{_DESK_DIGITS}}}", re.ASCII)


class Part(StrEnum):
    """The two parts of an article's log."""

    DESK = "desk"
    WIRE = "wire"


@dataclass(frozen=True, slots=True)
class RevisionName:
    """The name of one revision of one article.

    Attributes
    ----------
    part
        Whose revision it is.
    label
        For the desk its number in eight digits, for a wire ``<version>-<time>-<digest>``.
    """

    part: Part
    label: str

    @classmethod
    def of_desk(cls, number: int) -> Self:
        """Name the desk's revision of this number, counted from 1."""
        return cls(Part.DESK, f"{number:0{_DESK_DIGITS}d}")

    @classmethod
    def next_of_desk(cls, names: Iterable[Self]) -> Self:
        """Give the desk's next name: one above the highest of these, whoever's the others are."""
        numbers = (name.number for name in names if name.part is Part.DESK)
        return cls.of_desk(max(numbers, default=0) + 1)

    @classmethod
    def parse(cls, name: str) -> Self | None:
        """Read a name as it stands in an ETag; nothing if it is no revision's."""
        match = _NAME.fullmatch(name)
        if match is None:
            return None
        number, label = match["number"], match["label"]
        return cls.of_desk(int(number)) if number else cls(Part.WIRE, label)

    @property
    def number(self) -> int:
        """The number of a desk revision."""
        return int(self.label)

    @property
    def order(self) -> tuple[tuple[int | str, ...], str]:
        """What the names of one part sort by: numbers in a label count as numbers.

        A wire's label begins with its version, which agencies write as they like: 10 comes after
        9, and 1.10 after 1.9, padded or not.
        """
        runs = _NUMBER.split(self.label)
        return tuple(int(run) if at % 2 else run for at, run in enumerate(runs)), self.label

    def __str__(self) -> str:
        """Write the name as it stands in an ETag and in paths: ``desk-3``."""
        return f"desk-{self.number}" if self.part is Part.DESK else f"wire-{self.label}"

    def key(self, article_id: str) -> str:
        """Give the key of this revision's record in the log."""
        return f"{log_prefix(article_id)}{self.part}/{self.label}.json"


def log_prefix(article_id: str) -> str:
    """Give the prefix that every record of an article stands under."""
    return f"{LOG_PREFIX}{article_id}/"


def message_digest(message: bytes) -> str:
    """Give the SHA-256 of a message in hexadecimal, by which it is stored."""
    return hashlib.sha256(message).hexdigest()


def parse_record_key(key: str) -> tuple[str, RevisionName]:
    """Read an article's id and a revision's name from the key of a record.

    Raises
    ------
    UnreadableRevision
        If no record can have this key.
    """
    match = _KEY.fullmatch(key)
    if match is None or (match["part"] == Part.DESK and not _DESK_LABEL.fullmatch(match["label"])):
        raise UnreadableRevision(key, "its key is not the key of a record")
    return match["article"], RevisionName(Part(match["part"]), match["label"])


class WithdrawnAs(StrEnum):
    """What readers are told at the path of a withdrawn article."""

    GONE = "gone"
    """410: it was here and was withdrawn."""
    VANISH = "vanish"
    """404: as if it had never been."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The taking down of an article."""

    withdrawn_as: WithdrawnAs
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One revision as it stands in the log: who sent what, and when.

    Attributes
    ----------
    article, name
        Of which article, and which of its revisions.
    based_on
        The revisions that its author had read.
    message
        SHA-256 of the submitted bytes in hexadecimal, by which they are stored; nothing for a
        withdrawal, which has none.
    digest
        SHA-256 of the item in canonical form: equal for items that say the same.
    content_type
        Of the message.
    contributor
        The ARN of the principal that sent it.
    received_at
        When it was received.
    correlation_id
        Follows the article from the request to the page through every log.
    publish_at, correction
        As submitted: what the fold needs to know of the item without reading it.
    withdrawal
        Set where this revision takes the article down.
    """

    article: str
    name: RevisionName
    based_on: tuple[str, ...]
    message: str | None
    digest: str
    content_type: str | None
    contributor: str
    received_at: datetime
    correlation_id: str
    publish_at: datetime | Hold | None = None
    correction: str | None = None
    withdrawal: Withdrawal | None = None

    @property
    def key(self) -> str:
        """Its key in the log."""
        return self.name.key(self.article)

    def to_json(self) -> bytes:
        """Write the record as it is stored."""
        publish_at = self.publish_at
        withdrawal = self.withdrawal and {
            "as": self.withdrawal.withdrawn_as,
            "reason": self.withdrawal.reason,
        }
        document = {
            "article": self.article,
            "revision": str(self.name),
            "based_on": self.based_on,
            "message": self.message,
            "digest": self.digest,
            "content_type": self.content_type,
            "contributor": self.contributor,
            "received_at": write_moment(self.received_at),
            "correlation_id": self.correlation_id,
            "publish_at": write_moment(publish_at)
            if isinstance(publish_at, datetime)
            else publish_at,
            "correction": self.correction,
            "withdrawal": withdrawal,
        }
        return json.dumps(document, ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, key: str, stored: bytes) -> Self:
        """Read a record from what is stored at a key of the log.

        Raises
        ------
        UnreadableRevision
            If the bytes are not a record, or are the record of another key.
        """
        article, name = parse_record_key(key)
        try:
            document = json.loads(stored)
            record = cls._from_document(article, name, document)
            if (document["article"], document["revision"]) != (article, str(name)):
                raise ValueError("it is the record of another key")
        except KeyError as error:
            raise UnreadableRevision(str(name), f"it has no {error}") from error
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise UnreadableRevision(str(name), str(error)) from error
        return record

    @classmethod
    def _from_document(cls, article: str, name: RevisionName, document: Mapping[str, Any]) -> Self:
        publish_at = document["publish_at"]
        if publish_at is not None and publish_at != Hold.HOLD:
            publish_at = parse_moment(publish_at)
        withdrawal = document["withdrawal"]
        return cls(
            article=article,
            name=name,
            based_on=tuple(document["based_on"]),
            message=document["message"],
            digest=document["digest"],
            content_type=document["content_type"],
            contributor=document["contributor"],
            received_at=parse_moment(document["received_at"]),
            correlation_id=document["correlation_id"],
            publish_at=Hold.HOLD if publish_at == Hold.HOLD else publish_at,
            correction=document["correction"],
            withdrawal=withdrawal
            and Withdrawal(WithdrawnAs(withdrawal["as"]), withdrawal["reason"]),
        )


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stands at a revision's key since its article was erased, and for ever."""

    article: str
    name: RevisionName
    erased_at: datetime
    reason: str | None = None

    @property
    def key(self) -> str:
        """Its key in the log."""
        return self.name.key(self.article)


@dataclass(frozen=True, slots=True)
class LogReading:
    """What the log holds of one article.

    Attributes
    ----------
    records
        The revisions that can be read, in no order.
    unreadable
        Those that cannot, each with its reason: set aside, never skipped in silence.
    tombstones
        What erasure left. One is enough: the article is erased, whatever else stands there.
    """

    records: tuple[Record, ...]
    unreadable: tuple[UnreadableRevision, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()

    @property
    def is_erased(self) -> bool:
        """Whether the article was erased."""
        return bool(self.tombstones)
