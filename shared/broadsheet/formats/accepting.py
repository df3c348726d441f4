"""Accepting an article as a JSON object: today's limits, and every fault at once.

What is accepted here is read back by ``article_json``, which knows no limits.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import ValidationError

from broadsheet.domain.article import Article, Source
from broadsheet.domain.problems import Fault, InvalidArticle
from broadsheet.domain.slug import slug_of
from broadsheet.formats.article_model import VOCABULARY, ArticleDocument
from broadsheet.formats.changes import Change, repeats
from broadsheet.formats.characters import character_faults
from broadsheet.formats.faults import fault_of, kind_of
from broadsheet.formats.json_document import canonical_digest, parse_json_document
from broadsheet.formats.stated_fields import stated
from broadsheet.site import Site

MAX_FAULTS = 100
"""Faults that one answer tells; whoever has more has sent something else than an article."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An article as it was accepted.

    Attributes
    ----------
    content_type
        Of the document.
    article
        Its texts in NFC.
    named_id
        The id that the document names for it, if any.
    digest
        Of the document in canonical form: equal for documents that say the same.
    changes
        What is not kept, or not shown, as it was sent.
    """

    content_type: str
    article: Article
    named_id: str | None
    digest: str
    changes: tuple[Change, ...]


def accept_document(content_type: str, body: bytes, site: Site) -> Accepted:
    """Return the article that some bytes are, if it may come in.

    Parameters
    ----------
    content_type
        What they are; one of ``ACCEPTED_FORMATS``.
    body
        The bytes.
    site
        As for :func:`accept_article`.

    Raises
    ------
    MalformedDocument, InvalidArticle
        If they are no article, or not an acceptable one.
    """
    return ACCEPTED_FORMATS[content_type](content_type, body, site)


def _accept_json(content_type: str, body: bytes, site: Site) -> Accepted:
    document = parse_json_document(body)
    article, named_id, changes = accept_article(document, site)
    return Accepted(content_type, article, named_id, canonical_digest(document), changes)


ACCEPTED_FORMATS: Mapping[str, Callable[[str, bytes, Site], Accepted]] = {
    "application/json": _accept_json,
}
"""By the content types that are accepted today; ``stored_articles`` reads each of them back."""


def accept_article(document: object, site: Site) -> tuple[Article, str | None, tuple[Change, ...]]:
    """Return the article of a document, the id that the document names, and what is changed.

    Parameters
    ----------
    document
        As ``parse_json_document`` returns it. A field that is ``null`` is as if it were absent.
    site
        Says which sections there are, and what stands where the document is silent.

    Returns
    -------
    tuple
        The article, its texts in NFC; its id, if the document names one; and what of the document
        readers do not get as it was sent, beyond white space.

    Raises
    ------
    InvalidArticle
        With every fault, each with a pointer to its place, in the order of the fields.
    """
    if not isinstance(document, dict):
        fault = Fault("", f"is {kind_of(document)}; an article is an object, in braces")
        raise InvalidArticle("The document is not an article.", faults=[fault])
    faults = list(islice(character_faults(document), MAX_FAULTS + 1))
    told = {fault.pointer for fault in faults}
    changes: list[Change] = []
    context: dict[str, Any] = {"site": site, "changes": changes, "images": set()}
    try:
        accepted = ArticleDocument.model_validate(
            stated(document, ArticleDocument.model_fields), context=context
        )
    except ValidationError as error:
        found = islice(error.errors(include_url=False), MAX_FAULTS + 1)
        each = (fault_of(fault, document, VOCABULARY) for fault in found)
        faults += [fault for fault in each if fault.pointer not in told]
    if faults:
        raise _refusal(faults)
    return _article(accepted, site), accepted.id, (*changes, *repeats(document))


def _refusal(faults: Iterable[Fault]) -> InvalidArticle:
    order = list(ArticleDocument.model_fields)

    def place(fault: Fault) -> int:
        field = fault.pointer[1:].partition("/")[0]
        return order.index(field) if field in order else len(order)

    ordered = sorted(faults, key=place)
    if len(ordered) > MAX_FAULTS:
        count = f"More than {MAX_FAULTS} things are"
    else:
        count = "One thing is" if len(ordered) == 1 else f"{len(ordered)} things are"
    return InvalidArticle(
        f"{count} wrong with the article; nothing was stored.", faults=ordered[:MAX_FAULTS]
    )


def _article(accepted: ArticleDocument, site: Site) -> Article:
    source: Any = accepted.source
    return Article(
        headline=accepted.headline,
        section=accepted.section,
        body=accepted.body,
        body_format=accepted.body_format,
        standfirst=accepted.standfirst,
        byline=tuple(accepted.byline) or (site.newsroom,),
        source=source and Source(source.name, source.url),
        tags=tuple(accepted.tags),
        language=accepted.language or site.language,
        slug=accepted.slug or slug_of(accepted.headline),
        publish_at=accepted.publish_at,
        correction=accepted.correction,
        label=accepted.label,
        prominence=accepted.prominence,
        translation_of=accepted.translation_of,
        illustrations=tuple(image.illustration() for image in accepted.images),
    )
