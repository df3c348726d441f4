from broadsheet.domain import problems
from broadsheet.domain.problems import Problem

ALL_PROBLEMS = Problem.__subclasses__()


def test_no_two_problems_share_a_name() -> None:
    names = [problem.name for problem in ALL_PROBLEMS]
    assert len(names) == len(set(names)) >= 10


def test_a_revision_that_cannot_be_read_says_which_and_why() -> None:
    error = problems.UnreadableRevision("desk-3", "it is empty")
    assert (error.revision, error.reason) == ("desk-3", "it is empty")
    assert str(error) == "revision desk-3 cannot be read: it is empty"
