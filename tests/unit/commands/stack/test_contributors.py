import pytest

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
            assert path.startswith("articles")


def test_reader_has_reading_paths_only() -> None:
    assert all(path.startswith("GET/") for path in API_PATHS[Kind.READER])


@pytest.mark.parametrize("method", ["POST", "GET", "PUT", "DELETE"])
def test_desk_has_every_method(method: str) -> None:
    assert any(path.startswith(f"{method}/articles") for path in API_PATHS[Kind.DESK])
