"""What each problem is over HTTP."""

import json

import pytest

from broadsheet.desk.answers import STATUSES, problem_answer
from broadsheet.domain.problems import (
    Fault,
    InvalidArticle,
    Problem,
    StaleRevision,
    StoreUnavailable,
    UnsupportedFormat,
)
from broadsheet.formats.accepting import ACCEPTED_FORMATS

ALL_PROBLEMS = Problem.__subclasses__()


def test_every_problem_has_a_status() -> None:
    assert set(STATUSES) == set(ALL_PROBLEMS)
    assert all(400 <= status < 600 for status in STATUSES.values())


@pytest.mark.parametrize("problem", ALL_PROBLEMS, ids=lambda problem: problem.name)
def test_every_problem_is_a_document_of_rfc_9457(problem: type[Problem]) -> None:
    answer = problem_answer(problem("Do this."))
    assert answer.status == STATUSES[problem]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.body) == {
        "type": f"urn:broadsheet:problem:{problem.name}",
        "title": problem.title,
        "status": STATUSES[problem],
        "detail": "Do this.",
    }


def test_faults_stand_in_the_document_in_their_order() -> None:
    faults = [Fault("/headline", "is missing"), Fault("/body", "is empty")]
    assert json.loads(problem_answer(InvalidArticle("Two.", faults=faults)).body)["errors"] == [
        {"pointer": "/headline", "detail": "is missing"},
        {"pointer": "/body", "detail": "is empty"},
    ]


def test_an_answer_carries_the_header_fields_that_its_problem_needs() -> None:
    assert problem_answer(StoreUnavailable("Later.")).headers["Retry-After"] == "2"
    stale = StaleRevision("Stale.", revision="desk-2")
    assert problem_answer(stale).headers["ETag"] == '"desk-2"'
    assert problem_answer(UnsupportedFormat("No.")).headers["Accept"] == ", ".join(ACCEPTED_FORMATS)
    assert set(problem_answer(InvalidArticle("Now.")).headers) == {"Content-Type", "Cache-Control"}
