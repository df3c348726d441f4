from fnmatch import fnmatchcase

import pytest

from broadsheet.desk.operations import OPERATIONS
from commands.stack.contributors import API_PATHS, Kind, policy_document

STAGE = "arn:aws:execute-api:eu-south-1:123456789012:abcdef1234/v1"


def test_policy_names_this_stage_alone_and_allows_nothing_else() -> None:
    for kind in Kind:
        document = policy_document(kind, STAGE)
        (statement,) = document["Statement"]
        assert statement["Effect"] == "Allow"
        assert statement["Action"] == "execute-api:Invoke"
        assert statement["Resource"]
        for resource in statement["Resource"]:
            assert resource.startswith(f"{STAGE}/")
            method, _, path = resource.removeprefix(f"{STAGE}/").partition("/")
            assert method in {"GET", "POST", "PUT", "DELETE"}
            assert path.partition("/")[0] in {"articles", "images", "preview", "suggestions"}


def test_reader_has_reading_paths_only() -> None:
    assert all(path.startswith("GET/") for path in API_PATHS[Kind.READER])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_desk_may_do_every_operation_and_a_reader_may_read(operation: str) -> None:
    method, _, path = operation.replace("{id}", "x").replace("{revision}", "desk-1").partition(" ")
    asked = f"{method}{path}"
    assert any(fnmatchcase(asked, allowed) for allowed in API_PATHS[Kind.DESK])
    may_read = any(fnmatchcase(asked, allowed) for allowed in API_PATHS[Kind.READER])
    assert may_read == (method == "GET")
