import pytest

from broadsheet.pages.places import Place

CURSOR = "2025-01-22T12:00:00.000000Z~troops"


@pytest.mark.parametrize("query", ["", f"?older={CURSOR}", f"?newer={CURSOR}"])
def test_a_place_is_written_as_it_is_read(query: str) -> None:
    assert str(Place.of_query(query.removeprefix("?"))) == query


@pytest.mark.parametrize("query", ["utm_source=mail", "page=2", "&&=", "%ff=%ff"])
def test_other_parameters_say_nothing(query: str) -> None:
    assert Place.of_query(query).is_top


@pytest.mark.parametrize(
    "query",
    [
        "older=",
        "older=1",
        "newer=~",
        "older=2025-01-22T12:00:00Z",
        "older=2025-01-22T12:00:00Z~UPPER",
        "older=2025-13-22T12:00:00Z~troops",
        "older=0001-01-01T00:00:00%2B01:00~troops",
        "older=2025-01-22T12:00:00Z~troops%00",
        f"older={CURSOR}&newer={CURSOR}",
        f"older={CURSOR}&older={CURSOR}",
        "older=%ff%ff~troops",
        f"older={'9' * 5000}~troops",
    ],
)
def test_what_names_no_place_is_refused(query: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Place.of_query(query)
