"""The catalogue: every text of the paper's own, in the language of the site.

A text stands in English where it is used, and that is its key (GNU gettext). Another language has a
file in ``catalogues``; a test holds each to be complete. What the build has compiled is read in the
layer, and the files themselves in a checkout.
"""

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from markupsafe import Markup

from broadsheet.pages.built_language import BUILT_LANGUAGE
from broadsheet.pages.language_facts import LanguageFacts, facts_of

SOURCE_LANGUAGE = "en"
"""In which texts stand in the code; it needs no file."""
CATALOGUES = Path(__file__).parent / "catalogues"


def gettext_noop(message: str) -> str:
    """Return a text as it is: it is marked for the catalogue, and translated where it is used."""
    return message


class Catalogue:
    """The paper's own texts in one language.

    Numbers among the values are written in the digits of the language.

    Parameters
    ----------
    translations
        The standard library's.
    facts
        Of the language.
    """

    def __init__(self, translations: NullTranslations, facts: LanguageFacts) -> None:
        self._translations = translations
        self._facts = facts

    def gettext(self, message: str, **values: object) -> str:
        """Return a text, with values in the places that it names: ``%(name)s``."""
        return self._translations.gettext(message) % self._written(values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form of a text for a number (CLDR, plurals), with values in their places."""
        return self._translations.ngettext(one, many, number) % self._written(values)

    def of_templates(self) -> dict[str, Any]:
        """Return the functions that templates call; values are escaped there, and texts are not."""

        def gettext(message: str, /, **values: object) -> str:
            text = self._translations.gettext(message)
            return Markup(text) % self._written(values)  # noqa: S704 - our own text

        def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
            text = self._translations.ngettext(one, many, number)
            return Markup(text) % self._written(values)  # noqa: S704 - our own text

        return {"_": gettext, "gettext": gettext, "ngettext": ngettext}

    def _written(self, values: Mapping[str, object]) -> dict[str, object]:
        return {
            name: self._facts.in_digits(str(value)) if isinstance(value, int) else value
            for name, value in values.items()
        }


def catalogue_file(language: str) -> Path | None:
    """Return the file of a language's catalogue (BCP 47); nothing where texts need none.

    Raises
    ------
    ValueError
        If there is none; the message says how to add it.
    """
    name = _name(language)
    if name == SOURCE_LANGUAGE:
        return None
    file = CATALOGUES / f"{name}.po"
    if not file.is_file():
        there = ", ".join(sorted(path.stem for path in CATALOGUES.glob("*.po")))
        raise ValueError(
            f"site.toml: the paper's own texts are not there in the language {language!r}: use "
            f"{SOURCE_LANGUAGE}, {there}, or add pages/catalogues/{name}.po"
        )
    return file


def _name(language: str) -> str:
    return language.lower().partition("-")[0]


@cache
def catalogue_of(language: str) -> Catalogue:
    """Return the catalogue of a language (BCP 47); ValueError as :func:`catalogue_file`."""
    facts, compiled = facts_of(language), BUILT_LANGUAGE / f"{_name(language)}.mo"
    if compiled.is_file():
        with compiled.open("rb") as built:
            return Catalogue(GNUTranslations(built), facts)
    file = catalogue_file(language)
    if file is None:
        return Catalogue(NullTranslations(), facts)
    # Babel is not in the layer: it is needed where nothing is built.
    from broadsheet.pages.cldr import read_catalogue  # noqa: PLC0415

    return Catalogue(read_catalogue(file), facts)
