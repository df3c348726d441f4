from datetime import UTC, date, datetime, timedelta

import pytest

from broadsheet.pages.cldr import read_known_languages, read_language_facts
from broadsheet.pages.dates import Calendar
from broadsheet.pages.language_facts import facts_of

LATE = datetime(2025, 1, 21, 22, 30, tzinfo=UTC)  # already the 22nd in Nicosia


def test_the_day_is_that_of_the_sites_time_zone() -> None:
    stamp = Calendar("en", "Asia/Nicosia").day(LATE)
    assert (stamp.text, stamp.iso) == ("22 January, 2025", "2025-01-22")
    assert Calendar("en", "America/New_York").day(LATE).text == "21 January, 2025"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "22 January, 2025, 00:30"),
        ("el-CY", "22 Ιανουαρίου 2025, 00:30"),
        ("tr", "22 Ocak 2025, 00:30"),
        ("ar", "22 يناير 2025، 00:30"),
        ("ar-EG", "٢٢ يناير ٢٠٢٥، ٠٠:٣٠"),
    ],
)
def test_a_moment_is_written_in_the_sites_language(language: str, text: str) -> None:
    stamp = Calendar(language, "Asia/Nicosia").moment(LATE)
    assert stamp.text == text
    assert stamp.iso == "2025-01-22T00:30:00+02:00"


def test_moments_of_one_minute_are_told_apart_and_no_others() -> None:
    calendar = Calendar("en", "Asia/Nicosia")
    moments = [LATE + timedelta(seconds=seconds) for seconds in (-60, 0, 5, 5.005, 60)]
    texts = [calendar.moments(moments)[moment].text for moment in moments]
    assert [text.removeprefix("22 January, 2025, ") for text in texts] == [
        "00:29", "00:30:00", "00:30:05.000000", "00:30:05.005000", "00:31",
    ]  # fmt: skip
    assert calendar.moments([LATE, LATE])[LATE] == calendar.moment(LATE)


def test_summer_time_is_kept() -> None:
    summer = datetime(2025, 7, 1, 9, 0, tzinfo=UTC)
    assert Calendar("en", "Asia/Nicosia").moment(summer).iso == "2025-07-01T12:00:00+03:00"


def test_a_list_gives_todays_time_and_another_days_date() -> None:
    calendar = Calendar("en", "Asia/Nicosia")
    assert calendar.in_list(LATE, datetime(2025, 1, 22, 12, tzinfo=UTC)).text == "today, 00:30"
    assert calendar.in_list(LATE, datetime(2025, 1, 22, 22, tzinfo=UTC)).text == "22 January"


def test_a_list_gives_the_year_of_another_year_only() -> None:
    # In Nicosia it is already 2026 when the second is asked for.
    calendar, asked = Calendar("en", "Asia/Nicosia"), datetime(2025, 12, 31, 21, 59, tzinfo=UTC)
    assert calendar.in_list(LATE, asked).text == "22 January"
    assert calendar.in_list(LATE, asked + timedelta(minutes=1)).text == "22 January, 2025"


def test_an_offset_of_seconds_is_no_offset_of_html() -> None:
    stamp = Calendar("en", "Asia/Nicosia").moment(datetime(1899, 12, 31, 22, 0, tzinfo=UTC))
    assert stamp.iso == "1899-12-31T22:00:00+00:00"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "January 2025"), ("el", "Ιανουάριος 2025"), ("ar-EG", "يناير ٢٠٢٥")],
)
def test_a_month_is_written_as_it_stands_on_its_own(language: str, text: str) -> None:
    stamp = Calendar(language, "Asia/Nicosia").month(date(2025, 1, 1))
    assert (stamp.text, stamp.iso) == (text, "2025-01")


def test_today_is_said_in_the_sites_language() -> None:
    calendar = Calendar("ar-EG", "Asia/Nicosia")
    assert calendar.in_list(LATE, LATE).text == "اليوم، ٠٠:٣٠"


def test_patterns_of_cldr_are_read_whole() -> None:
    assert read_language_facts("ja").day == "{year}年{month}月{day}日"
    assert read_language_facts("es").day == "{day} de {name} de {year}"
    for language in read_known_languages().names:
        facts = read_language_facts(language)
        for pattern in (facts.day, facts.day_of_year, facts.month):
            assert pattern.format(day=1, month=2, name="N", alone="A", year=2025)


def test_a_language_that_cldr_does_not_know_is_named() -> None:
    with pytest.raises(ValueError, match="CLDR knows no language 'qqq'"):
        facts_of("qqq")
