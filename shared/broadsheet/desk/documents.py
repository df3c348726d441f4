"""What the desk is told of an article: the receipt of a submission, and the report of a reading."""

from dataclasses import dataclass
from datetime import datetime

from broadsheet.domain.article import Article
from broadsheet.domain.fold import ArticleState
from broadsheet.domain.head import Head, IndexFault, Status
from broadsheet.domain.moments import write_moment
from broadsheet.domain.record import Withdrawal


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
    """

    article: str
    revision: str
    status: Status
    url: str | None
    received_at: datetime
    is_new: bool

    def document(self) -> dict[str, object]:
        """Give the receipt as the API writes it."""
        return {
            "id": self.article,
            "revision": self.revision,
            "status": self.status,
            "url": self.url,
            "received_at": write_moment(self.received_at),
        }


def article_document(article: Article) -> dict[str, object]:
    """Give an article as the API reads it: what is sent back with PUT changes nothing."""
    source = article.source
    return {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "section": article.section,
        "byline": list(article.byline),
        "body": article.body,
        "body_format": article.body_format,
        "source": source and {"name": source.name, "url": source.url},
        "tags": list(article.tags),
        "language": article.language,
        "slug": article.slug,
    }


def fault_document(fault: IndexFault) -> dict[str, object]:
    """Give a fault as the API writes it."""
    return {"revision": fault.revision, "reason": fault.reason, "at": write_moment(fault.at)}


def withdrawal_document(withdrawal: Withdrawal | None) -> dict[str, object] | None:
    """Give a withdrawal as the API writes it."""
    if withdrawal is None:
        return None
    return {"as": withdrawal.withdrawn_as, "reason": withdrawal.reason}


def report_document(
    receipt: Receipt,
    state: ArticleState,
    article: Article | None,
    head: Head | None,
    fault: IndexFault | None,
) -> dict[str, object]:
    """Give everything that the desk may know of an article.

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
    }
