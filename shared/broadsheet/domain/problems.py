"""What can be wrong with a request, in words that its sender can use.

Which HTTP status a problem has is decided in ``desk/answers.py`` and in the pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a document.

    Attributes
    ----------
    pointer
        Where: a JSON Pointer (RFC 6901) into the document, or ``?name`` for a query parameter.
    detail
        What is wrong there and what would be right.
    """

    pointer: str
    detail: str


class Problem(Exception):
    """A request that cannot be carried out.

    Parameters
    ----------
    detail
        What is wrong this time and what to do.
    faults
        Every fault found in the document, where there is more to say than the detail.
    revision
        The revision that stands, where the sender needs its name to go on.
    """

    name: ClassVar[str]
    title: ClassVar[str]

    def __init__(
        self, detail: str, *, faults: Sequence[Fault] = (), revision: str | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.faults = tuple(faults)
        self.revision = revision


class MalformedDocument(Problem):
    """The bytes are not a document of the type that they claim to be."""

    name, title = "malformed-document", "The document cannot be read"


class NoSuchArticle(Problem):
    """No article has this id."""

    name, title = "no-such-article", "There is no such article"


class NoSuchRevision(Problem):
    """The article has no such revision, or it has nothing of what is asked for."""

    name, title = "no-such-revision", "There is no such revision"


class NoSuchOperation(Problem):
    """The path or method leads nowhere."""

    name, title = "no-such-operation", "There is nothing at this path"


class ArticleExists(Problem):
    """The id is taken by an article that began with other bytes."""

    name, title = "article-exists", "The article exists with other content"


class ArticleErased(Problem):
    """The article was erased, and its id is refused for ever."""

    name, title = "article-erased", "The article was erased"


class NoMoreRevisions(Problem):
    """The article's revisions have used up the numbers that there are."""

    name, title = "no-more-revisions", "The article can have no further revision"


class StaleRevision(Problem):
    """The article has moved on from the revision that the change was based on."""

    name, title = "stale-revision", "The article has a newer revision"


class NoSuchPicture(Problem):
    """No picture has this id."""

    name, title = "no-such-picture", "There is no such picture"


class PictureIsTakenDown(Problem):
    """The picture was taken down, and is refused until that is lifted."""

    name, title = "picture-taken-down", "The picture is taken down"


class PictureErased(Problem):
    """The picture was erased, and its bytes are refused for ever."""

    name, title = "picture-erased", "The picture was erased"


class InvalidPicture(Problem):
    """What was said of a picture was read, and some of it is wrong."""

    name, title = "invalid-picture", "The picture cannot be taken as announced"


class DocumentTooLarge(Problem):
    """More bytes than a submission may have."""

    name, title = "document-too-large", "The document is too large"


class UnsupportedFormat(Problem):
    """The Content-Type is not one that can be read."""

    name, title = "unsupported-format", "The format is not supported"


class InvalidArticle(Problem):
    """The document was read, and some of its fields are wrong."""

    name, title = "invalid-article", "The article is not acceptable as it stands"


class InvalidQuery(Problem):
    """The parameters after the path ask for nothing that there is."""

    name, title = "invalid-query", "The query cannot be answered"


class RevisionRequired(Problem):
    """A change must name the revision that it is based on (RFC 6585, section 3)."""

    name, title = "revision-required", "Say which revision the change is based on"


class DamagedLog(Problem):
    """What is asked for stands in the log and cannot be read; an engineer has to look at it."""

    name, title = "unreadable-revision", "A revision in the log cannot be read"


class UnexpectedFailure(Problem):
    """Something failed that nobody foresaw; the log of the function has it."""

    name, title = "unexpected-failure", "Something failed on our side"


class StoreUnavailable(Problem):
    """AWS did not carry out a call just now; the same request may succeed a moment later."""

    name, title = "store-unavailable", "Storage is unavailable for the moment"


class UnreadableRevision(Exception):
    """A revision stands in the log and cannot be read; an engineer has to look at it.

    Parameters
    ----------
    revision
        Name of the revision, or its key where the name itself cannot be read.
    reason
        What is wrong with it.
    """

    def __init__(self, revision: str, reason: str) -> None:
        super().__init__(f"revision {revision} cannot be read: {reason}")
        self.revision = revision
        self.reason = reason


class PictureRefused(Exception):
    """A picture's file is not one that can be shown.

    Parameters
    ----------
    reason
        What is wrong with it, in words that follow "The picture".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class HeadMoved(Exception):
    """The head changed between the reading and the writing of it; fold again."""


class KeyTaken(Exception):
    """Two ids share the ten characters of one key; the later article cannot be indexed."""


class ForecastUnavailable(Exception):
    """The weather service gave no temperature; the message says why."""


class FrontPageUnreadable(Exception):
    """A reader who asks for the front page gets none; the message says why."""
