"""Requests of the desk: what they name, and what of it can be used."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from broadsheet.domain.identity import ARTICLE_ID
from broadsheet.domain.picture import PICTURE_ID
from broadsheet.domain.problems import (
    DocumentTooLarge,
    Fault,
    InvalidArticle,
    InvalidQuery,
    NoSuchArticle,
    NoSuchPicture,
    RevisionRequired,
    UnsupportedFormat,
)
from broadsheet.domain.record import Withdrawal, WithdrawnAs
from broadsheet.formats.accepting import ACCEPTED_FORMATS
from broadsheet.formats.characters import as_line, character_faults

MAX_DOCUMENT_BYTES = 1024 * 1024
MAX_REASON = 600
_KEEP = "keep"


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """One signed request.

    Attributes
    ----------
    operation
        Method and resource, such as ``PUT /articles/{id}``.
    path_id
        The id as it stands in the path; empty where the path has none.
    headers
        By their names in lower case.
    query
        The last value of each parameter.
    body
        As it was sent, byte for byte.
    contributor
        ARN of the principal that signed.
    correlation_id
        API Gateway's id of the request; it follows the article through every log.
    path_revision
        The revision that the path names; empty where it names none.
    """

    operation: str
    path_id: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    contributor: str
    correlation_id: str
    path_revision: str = ""

    @property
    def article_id(self) -> str:
        """The article that the path names.

        Raises
        ------
        NoSuchArticle
            If no article can have that id.
        """
        if not ARTICLE_ID.fullmatch(self.path_id):
            raise NoSuchArticle(f"No article has the id {self.path_id!r}.")
        return self.path_id

    @property
    def picture_id(self) -> str:
        """The picture that the path names.

        Raises
        ------
        NoSuchPicture
            If no picture can have that id.
        """
        if not PICTURE_ID.fullmatch(self.path_id):
            raise NoSuchPicture(f"No picture has the id {self.path_id!r}.")
        return self.path_id

    @property
    def document(self) -> tuple[str, bytes]:
        """The content type and the body, once both are known to be such as can be read.

        Raises
        ------
        UnsupportedFormat, DocumentTooLarge
            If it is not.
        """
        return self._document("the article", ACCEPTED_FORMATS)

    @property
    def announcement(self) -> bytes:
        """The body that announces a picture, as ``document`` is checked.

        Raises
        ------
        UnsupportedFormat, DocumentTooLarge
            If it is not such as can be read.
        """
        return self._document("what announces the picture", ("application/json",))[1]

    def _document(self, what: str, formats: Collection[str]) -> tuple[str, bytes]:
        media_type, _, parameters = self.headers.get("content-type", "").partition(";")
        content_type = media_type.strip().lower()
        if content_type not in formats:
            accepted = " or ".join(formats)
            said = f"not {media_type.strip()!r}" if content_type else "and none was sent"
            raise UnsupportedFormat(f"Send {what} with Content-Type: {accepted}, {said}.")
        for parameter in parameters.lower().split(";"):
            name, _, value = parameter.strip().partition("=")
            if name == "charset" and value.strip('"') not in {"utf-8", "utf8"}:
                raise UnsupportedFormat(f"Send it in UTF-8; charset {value!r} is not read.")
        encoding = self.headers.get("content-encoding", "identity").strip().lower()
        if encoding != "identity":
            raise UnsupportedFormat(
                f"Send {what} as it is: Content-Encoding {encoding!r} is not read."
            )
        if len(self.body) > MAX_DOCUMENT_BYTES:
            raise DocumentTooLarge(
                f"The document has {len(self.body):,} bytes; "
                f"{what} may have {MAX_DOCUMENT_BYTES:,} (1 MiB)."
            )
        return content_type, self.body

    @property
    def idempotency_key(self) -> str | None:
        """The name that the client has for this submission, if it has one."""
        return self.headers.get("idempotency-key", "").strip() or None

    @property
    def based_on(self) -> str:
        """The revision that ``If-Match`` names (RFC 9110, section 13.1.1).

        Raises
        ------
        RevisionRequired
            If it names none, or any.
        """
        named = self.headers.get("if-match", "").strip()
        if named in {"", "*"}:
            raise RevisionRequired(
                'Send If-Match with the ETag of the revision that you read, such as "desk-1"; '
                "GET the article to learn it."
            )
        # A weak tag never matches; left as it is, it names no revision.
        return named.removeprefix('"').removesuffix('"')

    @property
    def withdrawal(self) -> Withdrawal:
        """How to withdraw the article; by default readers see that it was withdrawn.

        Raises
        ------
        InvalidArticle
            If the query names another kind, a reason that cannot be shown, or something else to
            become of the pictures.
        """
        faults: list[Fault] = []
        named = self.query.get("as", WithdrawnAs.GONE)
        if named not in {kind.value for kind in WithdrawnAs}:
            faults.append(Fault("?as", "is 'gone' (readers get a 410) or 'vanish' (a 404)"))
        reason, wrong = self._reason()
        faults += wrong
        pictures = self.query.get("pictures")
        if pictures not in {None, _KEEP}:
            detail = f"is {_KEEP!r} (they stay where they are), or absent (they go with it)"
            faults.append(Fault("?pictures", detail))
        if faults:
            raise InvalidArticle("The withdrawal cannot be carried out as asked.", faults=faults)
        return Withdrawal(WithdrawnAs(named), reason, keeps_pictures=pictures == _KEEP)

    @property
    def takedown_reason(self) -> str | None:
        """Why a picture is taken down, for the desk; nothing where the query says nothing.

        Raises
        ------
        InvalidQuery
            If it cannot be shown.
        """
        reason, faults = self._reason()
        if faults:
            raise InvalidQuery("The picture cannot be taken down as asked.", faults=faults)
        return reason

    def _reason(self) -> tuple[str | None, list[Fault]]:
        reason = as_line(self.query.get("reason", "")) or None
        faults = list(character_faults(reason, "?reason"))
        if reason and len(reason) > MAX_REASON:
            detail = f"is {len(reason)} characters long; at most {MAX_REASON} are allowed"
            faults.append(Fault("?reason", detail))
        return reason, faults
