import pytest

from broadsheet.settings import IndexSettings, WeatherSettings, read_settings


def test_settings_are_read_from_variables_of_their_names() -> None:
    environment = {"BUCKET": "truth", "TABLE": "index", "PICTURE_QUEUE_URL": "q", "HOME": "/"}
    assert read_settings(IndexSettings, environment) == IndexSettings("truth", "index", "q")


def test_all_that_are_missing_or_empty_are_named() -> None:
    with pytest.raises(ValueError, match=r"the environment lacks TABLE, SITE_URL, API_URL, "):
        read_settings(WeatherSettings, {"WEATHER_URL": "https://x", "SITE_URL": ""})
