"""Names for the desk: of editors from the user pool, of programs from their ARN."""

from broadsheet.desk.naming import with_names
from tests.fakes.names import MemoryNames

NAMES = MemoryNames(sub1="Anna Pieri")
PROGRAM = "arn:aws:iam::123456789012:user/paper/eu-west-1/wire@eu-west-1"


def test_a_contributor_has_its_name_beside_it() -> None:
    assert with_names({"contributor": "editor:sub1"}, NAMES)["contributor_name"] == "Anna Pieri"
    assert with_names({"contributor": PROGRAM}, NAMES)["contributor_name"] == "wire"
    session = "arn:aws:sts::1:assumed-role/Newsroom/night-desk"
    assert with_names({"contributor": session}, NAMES)["contributor_name"] == "night-desk"


def test_who_is_not_known_has_none() -> None:
    assert with_names({"contributor": "editor:gone"}, NAMES)["contributor_name"] is None
    assert with_names({"contributor": None}, NAMES)["contributor_name"] is None


def test_lists_have_the_name_of_each() -> None:
    document = {"id": "bridge", "revisions": [{"contributor": "editor:sub1"}, {"other": 1}]}
    assert with_names(document, NAMES) == {
        "id": "bridge",
        "revisions": [
            {"contributor": "editor:sub1", "contributor_name": "Anna Pieri"},
            {"other": 1},
        ],
    }
