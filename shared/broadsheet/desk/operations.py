"""The operations of the desk's API: which request leads to what, and how it is answered.

A new operation is a function and a row in ``OPERATIONS``, with its route in the template and its
description in ``docs/openapi.yaml``; a test holds the three together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from broadsheet.desk.answers import (
    Answer,
    document_answer,
    etag,
    problem_answer,
    redirect_answer,
)
from broadsheet.desk.editing import Desk
from broadsheet.desk.look_ups import LookUps
from broadsheet.desk.naming import with_names
from broadsheet.desk.picture_desk import PictureDesk
from broadsheet.desk.previewing import Previewing
from broadsheet.desk.requests import DeskRequest
from broadsheet.domain.ports import Names
from broadsheet.domain.problems import (
    DamagedLog,
    NoSuchOperation,
    Problem,
    UnexpectedFailure,
    UnreadableRevision,
)
from broadsheet.observability import logger


@dataclass(frozen=True, slots=True)
class DeskApi:
    """What the operations work with: what changes articles and looks them up, pictures, names."""

    desk: Desk
    look_ups: LookUps
    previewing: Previewing
    pictures: PictureDesk
    names: Names


def answer(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Carry out a request; what is wrong with it is answered as a problem (RFC 9457)."""
    try:
        operation = OPERATIONS.get(request.operation)
        if operation is None:
            raise NoSuchOperation(f"{request.operation} is not an operation of the desk.")
        return operation(api, request, now)
    except Problem as problem:
        return problem_answer(problem)
    except UnreadableRevision as error:
        return problem_answer(DamagedLog(f"{error}. An engineer has to look at it."))
    except Exception:  # noqa: BLE001 - whatever fails is answered, and logged with its traceback
        logger.exception("the operation failed", operation=request.operation)
        return problem_answer(
            UnexpectedFailure(
                "It is noted in our log, under the id in X-Correlation-Id; tell the engineer. "
                "Nothing is known to be wrong with what was sent: it may be sent again."
            )
        )


def submit(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Take in a new article."""
    receipt = api.desk.submit(request, now)
    headers = etag(receipt.revision) | {"Location": f"/articles/{receipt.article}"}
    return document_answer(201 if receipt.is_new else 200, receipt.document(), headers)


def revise(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Take in the next revision of an article."""
    receipt = api.desk.revise(request, now)
    return document_answer(200, receipt.document(), etag(receipt.revision))


def withdraw(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Take an article down."""
    receipt = api.desk.withdraw(request, now)
    return document_answer(200, receipt.document(), etag(receipt.revision))


def list_articles(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """List the articles of one status."""
    document = api.look_ups.articles(request.query, now)
    return document_answer(200, with_names(document, api.names))


def report(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Report what the log and the index hold of an article."""
    revision, document = api.look_ups.report(request.article_id, request.query, now)
    return document_answer(200, with_names(document, api.names), etag(revision))


def preview(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Show the page of an article as readers would see it."""
    page = api.look_ups.preview(request.article_id, request.query.get("revision"), now)
    return Answer(page.status, page.headers, page.body)


def preview_document(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Show what a document would make, and keep nothing of it."""
    shown = document_answer(200, api.previewing.preview(request, now).document())
    return replace(shown, headers={**shown.headers, "Cache-Control": "private, no-store"})


def suggest_names(api: DeskApi, _request: DeskRequest, _now: datetime) -> Answer:
    """Suggest bylines and tags."""
    return document_answer(200, api.look_ups.suggestions())


def list_revisions(api: DeskApi, request: DeskRequest, _now: datetime) -> Answer:
    """List the revisions of an article."""
    document = api.look_ups.revisions(request.article_id)
    return document_answer(200, with_names(document, api.names))


def fetch_revision(api: DeskApi, request: DeskRequest, _now: datetime) -> Answer:
    """Send the client to the exact bytes of a revision."""
    return redirect_answer(api.look_ups.message_url(request.article_id, request.path_revision))


def announce_picture(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Take in what is said of a picture, and say how to send its file, if that is wanted."""
    announced = api.pictures.announce(request, now)
    headers = {"Location": f"/images/{announced.picture}"}
    return document_answer(201 if announced.needs_upload else 200, announced.document, headers)


def list_pictures(api: DeskApi, request: DeskRequest, _now: datetime) -> Answer:
    """List the newest pictures."""
    return document_answer(200, api.pictures.pictures(request.query))


def report_picture(api: DeskApi, request: DeskRequest, _now: datetime) -> Answer:
    """Report what the log holds of a picture."""
    return document_answer(200, api.pictures.report(request))


def fetch_original(api: DeskApi, request: DeskRequest, _now: datetime) -> Answer:
    """Send the client to the exact bytes of a picture."""
    return redirect_answer(api.pictures.original_url(request))


def take_picture_down(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Take a picture down."""
    return document_answer(200, api.pictures.take_down(request, now))


def bring_picture_back(api: DeskApi, request: DeskRequest, now: datetime) -> Answer:
    """Lift the taking down of a picture."""
    return document_answer(200, api.pictures.bring_back(request, now))


OPERATIONS: Mapping[str, Callable[[DeskApi, DeskRequest, datetime], Answer]] = {
    "POST /articles": submit,
    "PUT /articles/{id}": revise,
    "DELETE /articles/{id}": withdraw,
    "GET /articles": list_articles,
    "GET /articles/{id}": report,
    "GET /articles/{id}/preview": preview,
    "GET /articles/{id}/revisions": list_revisions,
    "GET /articles/{id}/revisions/{revision}": fetch_revision,
    "POST /preview": preview_document,
    "GET /suggestions": suggest_names,
    "POST /images": announce_picture,
    "GET /images": list_pictures,
    "GET /images/{id}": report_picture,
    "GET /images/{id}/original": fetch_original,
    "PUT /images/{id}": bring_picture_back,
    "DELETE /images/{id}": take_picture_down,
}
