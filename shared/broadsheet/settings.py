"""What each function reads from its environment: one model a function, read once.

They are dataclasses, since ``render`` must not pay for pydantic at a cold start, and one way is
enough. Each field is the environment variable of the same name in capitals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from broadsheet.domain.desk_facts import DeskFacts


@dataclass(frozen=True, slots=True)
class SubmitSettings:
    """Settings of ``submit``: its bucket and table, and the user pool that knows its editors."""

    bucket: str
    table: str
    user_pool: str


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Settings of ``index``: its bucket and table, and the queue of pictures to look at again."""

    bucket: str
    table: str
    picture_queue_url: str


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """Settings of ``picture``: bucket, table, index's queue and its own, and the distribution."""

    bucket: str
    table: str
    index_queue_url: str
    picture_queue_url: str
    distribution_id: str


@dataclass(frozen=True, slots=True)
class SharingSettings:
    """Settings of ``sharing``: its bucket and table."""

    bucket: str
    table: str


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """Settings of ``render``: its bucket and table."""

    bucket: str
    table: str


@dataclass(frozen=True, slots=True)
class RebuildSettings:
    """Settings of ``rebuild``: its bucket and table, and the queue of pictures to look at again."""

    bucket: str
    table: str
    picture_queue_url: str


@dataclass(frozen=True, slots=True)
class VerifySettings:
    """Settings of ``verify``: its bucket."""

    bucket: str


@dataclass(frozen=True, slots=True)
class WeatherSettings:
    """Settings of ``weather``: its table, the forecast's URL, and all of the desk's facts."""

    table: str
    weather_url: str
    site_url: str
    api_url: str
    region: str
    sign_in_url: str
    user_pool: str
    client_id: str
    identity_pool: str
    users_url: str
    identities_url: str

    @property
    def desk_facts(self) -> DeskFacts:
        """What the desk's page has to know."""
        return DeskFacts(**{field.name: getattr(self, field.name) for field in fields(DeskFacts)})


@dataclass(frozen=True, slots=True)
class ProbeSettings:
    """Settings of ``probe``: the readers' address of the site."""

    site_url: str


Settings = TypeVar(
    "Settings",
    SubmitSettings,
    IndexSettings,
    PictureSettings,
    RenderSettings,
    SharingSettings,
    WeatherSettings,
    ProbeSettings,
    RebuildSettings,
    VerifySettings,
)


def read_settings(model: type[Settings], environment: Mapping[str, str]) -> Settings:
    """Read a function's settings.

    Parameters
    ----------
    model
        Which function's.
    environment
        As ``os.environ``.

    Raises
    ------
    ValueError
        If any is missing or empty; the message names all of them.
    """
    names = {field.name: field.name.upper() for field in fields(model)}
    missing = [variable for variable in names.values() if not environment.get(variable)]
    if missing:
        raise ValueError(f"the environment lacks {', '.join(missing)}")
    return model(**{name: environment[variable] for name, variable in names.items()})
