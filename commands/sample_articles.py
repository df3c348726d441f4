"""The sample articles: sent as any desk would, again at every start, and the same each time."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands.failure import Failure
from commands.http_calls import Answer
from commands.layout import SAMPLES
from commands.local_stack import LocalStack

READ_DEADLINE = 90.0
"""Seconds from the last sample sent to all of them read."""
_POLL_INTERVAL = 0.2
_JSON = {"Content-Type": "application/json"}
_CREATED, _OK, _CONFLICT, _NOT_FOUND, _GONE = 201, 200, 409, 404, 410


@dataclass(frozen=True, slots=True)
class Submitted:
    """A sample that the API has: its id and where it is read."""

    id: str
    path: str


def submit_samples(stack: LocalStack, folder: Path = SAMPLES) -> list[Submitted]:
    """Send every sample as the desk.

    Parameters
    ----------
    stack
        Running.
    folder
        Of JSON files, each an article with an ``id`` of its own, sent in the order of their names.

    Returns
    -------
    list of Submitted
        Those that stand as sent, now or since an earlier start. One that the desk has rewritten
        by now (409) is the desk's own affair.

    Raises
    ------
    Failure
        If the API refuses one; the sentence has its reasons.
    """
    submitted = []
    for file in sorted(folder.glob("*.json")):
        answer = stack.api("POST", "/articles", file.read_bytes(), _JSON)
        if answer.status == _CONFLICT:
            continue
        if answer.status not in {_CREATED, _OK}:
            raise Failure(f"The API refused {file.name}: {describe_problem(answer)}")
        receipt = answer.json()
        path = str(receipt["url"]).removeprefix(stack.reach.site_url)
        submitted.append(Submitted(str(receipt["id"]), path))
    return submitted


def describe_problem(answer: Answer) -> str:
    """Tell in one sentence what the API found wrong (RFC 9457), all faults of it."""
    try:
        problem: dict[str, Any] = json.loads(answer.body)
    except ValueError:
        return f"status {answer.status}, {answer.text[:200] or 'no words'}"
    said = problem.get("detail") or problem.get("title") or problem.get("message") or "no words"
    faults = [f"{fault['pointer']}: {fault['detail']}" for fault in problem.get("errors", [])]
    return f"status {answer.status}, {'; '.join([str(said), *faults])}"


def wait_until_read(
    stack: LocalStack, submitted: list[Submitted], say: Callable[[str], None]
) -> None:
    """Wait until every sample can be read on the site, or has been withdrawn by the desk.

    Raises
    ------
    Failure
        If one cannot be read in ``READ_DEADLINE`` seconds; the sentence has the index's fault.
    """
    deadline = time.monotonic() + READ_DEADLINE
    for number, sample in enumerate(submitted):
        say(f"waiting until readers see the sample articles ({len(submitted) - number} to go)")
        while not _is_settled(stack, sample):
            if time.monotonic() > deadline:
                raise Failure(_explain(stack, sample))
            time.sleep(_POLL_INTERVAL)


def _is_settled(stack: LocalStack, sample: Submitted) -> bool:
    status = stack.site_get(sample.path).status
    if status != _NOT_FOUND:
        return status in {_OK, _GONE}
    article = stack.api("GET", f"/articles/{sample.id}")
    # Held, or withdrawn as if it had never been, since it was sent.
    return article.status == _OK and article.json().get("status") in {"held", "withdrawn"}


def _explain(stack: LocalStack, sample: Submitted) -> str:
    page = stack.site_get(sample.path)
    article = stack.api("GET", f"/articles/{sample.id}")
    fault = article.json().get("fault") if article.status == _OK else describe_problem(article)
    reason = fault or "the log of index may say why"
    return (
        f"The sample article {sample.id!r} cannot be read after {READ_DEADLINE:.0f} seconds: "
        f"{sample.path} answers {page.status}; {reason}."
    )
