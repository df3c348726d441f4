"""Records: the revisions of an article as they stand in its log, who sent what and when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from broadsheet.domain.article import Hold
from broadsheet.domain.keys import parse_record_key, record_key
from broadsheet.domain.members import Members
from broadsheet.domain.moments import parse_moment, write_moment
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.revision_name import RevisionName

MAX_CORRECTION = 100_000
"""Characters: far above what was ever accepted, and well below what a page can hold."""


class WithdrawnAs(StrEnum):
    """What readers get at the path of a withdrawn article."""

    GONE = "gone"
    """410: it was here and was withdrawn."""
    VANISH = "vanish"
    """404: as if it had never been."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The taking down of an article.

    Attributes
    ----------
    withdrawn_as, reason
        How and why.
    keeps_pictures
        Whether its pictures stay where they are; otherwise those that no other article shows go.
    """

    withdrawn_as: WithdrawnAs
    reason: str | None = None
    keeps_pictures: bool = False

    @property
    def statement(self) -> list[str | None]:
        """What it says, as the digest of its record is made of it."""
        kept = ["pictures=keep"] if self.keeps_pictures else []
        return [self.withdrawn_as, self.reason, *kept]


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
    item
        Where a message holds many: which item of it this revision is, in the terms of its format
        (a JSON Pointer in a document of JSON). Nothing where the message is the item.
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
    item: str | None = None
    publish_at: datetime | Hold | None = None
    correction: str | None = None
    withdrawal: Withdrawal | None = None

    @property
    def key(self) -> str:
        """Its key in the log."""
        return record_key(self.article, self.name)

    def to_json(self) -> bytes:
        """Write the record as it is stored."""
        publish_at = self.publish_at
        withdrawal = self.withdrawal and {
            "as": self.withdrawal.withdrawn_as,
            "reason": self.withdrawal.reason,
            **({"keeps_pictures": True} if self.withdrawal.keeps_pictures else {}),
        }
        document = {
            "article": self.article,
            "revision": str(self.name),
            "based_on": self.based_on,
            "message": self.message,
            "item": self.item,
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
        members = Members(document)
        withdrawal = _withdrawal(members)
        return cls(
            article=article,
            name=name,
            based_on=members.texts("based_on"),
            message=members.digest_or_nothing("message", is_needed=withdrawal is None),
            item=members.text_or_nothing("item"),
            digest=members.text("digest"),
            content_type=members.text_or_nothing("content_type"),
            contributor=members.text("contributor"),
            received_at=parse_moment(members.text("received_at")),
            correlation_id=members.text("correlation_id"),
            publish_at=_publish_at(members),
            correction=members.text_or_nothing("correction", longest=MAX_CORRECTION),
            withdrawal=withdrawal,
        )


def _publish_at(members: Members) -> datetime | Hold | None:
    publish_at = members.text_or_nothing("publish_at")
    if publish_at is None:
        return None
    return Hold.HOLD if publish_at == Hold.HOLD else parse_moment(publish_at)


def _withdrawal(members: Members) -> Withdrawal | None:
    inner = members.members_or_nothing("withdrawal")
    if inner is None:
        return None
    return Withdrawal(
        WithdrawnAs(inner.text("as")),
        inner.text_or_nothing("reason"),
        keeps_pictures=inner.truth("keeps_pictures"),
    )
