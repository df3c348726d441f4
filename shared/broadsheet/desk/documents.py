"""The documents of the API: receipts of submissions, reports on articles, lists of revisions."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Self

from broadsheet.domain.article import Article, Illustration
from broadsheet.domain.fold import ArticleState
from broadsheet.domain.head import Head, IndexFault, Status, status_of
from broadsheet.domain.identity import article_key, article_path
from broadsheet.domain.moments import write_moment
from broadsheet.domain.record import Record, Withdrawal
from broadsheet.formats.changes import Change


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a submission is answered with.

    Attributes
    ----------
    article, revision
        Its id, and the revision that holds the submission.
    status
        Of the article, at the moment of the answer.
    url
        Where readers find it once it is published; nothing where a withdrawal came alone.
    received_at
        When the revision was received.
    is_new
        False if the same submission had been received before.
    changes
        What of the article readers do not get as it was sent.
    """

    article: str
    revision: str
    status: Status
    url: str | None
    received_at: datetime
    is_new: bool
    changes: tuple[Change, ...] = ()

    @classmethod
    def of(
        cls,
        record: Record,
        state: ArticleState,
        url: str | None,
        now: datetime,
        *,
        is_new: bool = False,
    ) -> Self:
        """Make the receipt of a revision, with what its article has come to."""
        return cls(
            article=record.article,
            revision=str(record.name),
            status=status_of(state.withdrawal, state.publish_at, now),
            url=url,
            received_at=record.received_at,
            is_new=is_new,
        )

    def document(self) -> dict[str, object]:
        """Write the receipt as the API does."""
        return {
            "id": self.article,
            "revision": self.revision,
            "status": self.status,
            "url": self.url,
            "received_at": write_moment(self.received_at),
            "warnings": [asdict(change) for change in self.changes],
        }


def public_url(site_url: str, article_id: str, article: Article | None) -> str | None:
    """Return where readers find an article; nothing where a withdrawal came alone."""
    if article is None:
        return None
    return site_url + article_path(article.section, article.slug, article_key(article_id))


def article_document(article: Article) -> dict[str, object]:
    """Write an article as the API reads it: what is sent back with PUT changes nothing."""
    source = article.source
    return {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "section": article.section,
        "label": article.label,
        "prominence": article.prominence,
        "byline": list(article.byline),
        "body": article.body,
        "body_format": article.body_format,
        "source": source and {"name": source.name, "url": source.url},
        "tags": list(article.tags),
        "language": article.language,
        "translation_of": article.translation_of,
        "slug": article.slug,
        "images": [_image(illustration) for illustration in article.illustrations],
    }


def _image(illustration: Illustration) -> dict[str, object]:
    said = {"alt": illustration.alt} if illustration.alt else {"decorative": True}
    return {
        "id": illustration.picture,
        **said,
        "caption": illustration.caption,
        "credit": illustration.credit,
        "focus": illustration.focus and list(illustration.focus),
    }


def fault_document(fault: IndexFault) -> dict[str, object]:
    """Write a fault as the API does."""
    return {"revision": fault.revision, "reason": fault.reason, "at": write_moment(fault.at)}


def withdrawal_document(withdrawal: Withdrawal | None) -> dict[str, object] | None:
    """Write a withdrawal as the API does."""
    if withdrawal is None:
        return None
    return {
        "as": withdrawal.withdrawn_as,
        "reason": withdrawal.reason,
        "keeps_pictures": withdrawal.keeps_pictures,
    }


def report_document(
    receipt: Receipt,
    state: ArticleState,
    article: Article | None,
    head: Head | None,
    fault: IndexFault | None,
) -> dict[str, object]:
    """Write everything that the desk may know of an article.

    Parameters
    ----------
    receipt
        Of the revision that stands.
    state
        What the log says.
    article
        The item that stands, or that was withdrawn.
    head, fault
        What the index says, and what is wrong with the newest revision.
    """
    return receipt.document() | {
        "publish_at": state.publish_at and write_moment(state.publish_at),
        "withdrawal": withdrawal_document(state.withdrawal),
        "corrections": [
            {"at": write_moment(correction.at), "text": correction.text}
            for correction in state.corrections
        ],
        "article": article and article_document(article),
        "indexed_revision": head and head.revision,
        "fault": fault and fault_document(fault),
        "contributor": state.head.contributor,
    }


def revision_document(record: Record, *, stands: bool) -> dict[str, object]:
    """Write a revision as an article's list of them has it.

    Parameters
    ----------
    record
        Of the revision.
    stands
        Whether it is the one that the article stands at.
    """
    moment = record.publish_at
    path = f"/articles/{record.article}/revisions/{record.name}"
    return {
        "revision": str(record.name),
        "stands": stands,
        "received_at": write_moment(record.received_at),
        "contributor": record.contributor,
        "based_on": list(record.based_on),
        "publish_at": write_moment(moment) if isinstance(moment, datetime) else moment,
        "correction": record.correction,
        "withdrawal": withdrawal_document(record.withdrawal),
        "message": record.message,
        "link": path if record.message else None,
    }
