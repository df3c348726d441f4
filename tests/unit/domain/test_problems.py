import pytest

from broadsheet.domain import problems
from broadsheet.domain.problems import Fault, InvalidArticle, Problem, StoreUnavailable

ALL_PROBLEMS = Problem.__subclasses__()


@pytest.mark.parametrize("problem", ALL_PROBLEMS, ids=lambda problem: problem.name)
def test_every_problem_is_a_document_of_rfc_9457(problem: type[Problem]) -> None:
    document = problem("Do this.").document()
    assert document == {
        "type": f"urn:broadsheet:problem:{problem.name}",
        "title": problem.title,
        "status": problem.status,
        "detail": "Do this.",
    }
    assert 400 <= problem.status < 600


def test_no_two_problems_share_a_name() -> None:
    names = [problem.name for problem in ALL_PROBLEMS]
    assert len(names) == len(set(names)) >= 10


def test_faults_stand_in_the_document_in_their_order() -> None:
    faults = [Fault("/headline", "is missing"), Fault("/body", "is empty")]
    assert InvalidArticle("Two.", faults=faults).document()["errors"] == [
        {"pointer": "/headline", "detail": "is missing"},
        {"pointer": "/body", "detail": "is empty"},
    ]


def test_a_problem_carries_the_header_fields_that_its_answer_needs() -> None:
    assert StoreUnavailable("Later.").headers == {"Retry-After": "2"}
    assert InvalidArticle("Now.").headers == {}


def test_a_revision_that_cannot_be_read_says_which_and_why() -> None:
    error = problems.UnreadableRevision("desk-3", "it is empty")
    assert (error.revision, error.reason) == ("desk-3", "it is empty")
    assert str(error) == "revision desk-3 cannot be read: it is empty"
