"""Names that differ are all printed, and each has a page of its own."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.paper import Paper

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("field", "rel", "names"),
    [
        ("byline", "author", ["Χρήστος Γεωργίου", "Χρίστος Γεωργίου"]),
        ("byline", "author", ["李伟", "李炜"]),
        ("tags", "tag", ["C", "C++", "C#"]),
        ("tags", "tag", ["Disney", "Disney+"]),
    ],
)
def test_names_that_differ_are_printed_and_have_pages_of_their_own(
    bucket: str, table: str, field: str, rel: str, names: list[str]
) -> None:
    paper = Paper(bucket, table)
    page = paper.get(paper.post(NOW, "both", headline="Both", **{field: names}), LATER).body
    links = re.findall(rf'<a rel="{rel}" href="([^"]+)"><bdi>([^<]+)</bdi></a>', page)
    links = list(dict.fromkeys(links))  # at the end of an article its authors stand once more
    assert [label for _, label in links] == names
    paper.post(NOW, "one", headline="Only the first", **{field: names[:1]})
    for number, (address, label) in enumerate(links):
        body = paper.get(address, LATER).body
        assert f"<h1><bdi>{label}</bdi></h1>" in body
        assert ("Only the first" in body) is (number == 0)


def test_one_name_in_two_cases_has_one_page(bucket: str, table: str) -> None:
    paper = Paper(bucket, table)
    paper.post(NOW, "one", headline="First", tags=["Cyprus"])
    paper.post(NOW, "two", headline="Second", tags=["CYPRUS"])
    body = paper.get("/tags/cyprus/", LATER).body
    assert "First" in body
    assert "Second" in body
