from datetime import timedelta

from broadsheet.domain.header import HeaderFacts, Weather
from tests.domain.records import NOON


def test_a_temperature_lasts_for_less_than_six_hours() -> None:
    weather = Weather(12.4, NOON)
    assert weather.is_current(NOON)
    assert weather.is_current(NOON + timedelta(hours=6) - timedelta(microseconds=1))
    assert not weather.is_current(NOON + timedelta(hours=6))


def test_before_the_first_deployment_nothing_is_known() -> None:
    assert HeaderFacts() == HeaderFacts(site_url="", weather=None)
