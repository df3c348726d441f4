"""The facts of languages (CLDR): how the site's writes days and digits, what each calls itself."""

import json
from dataclasses import dataclass
from functools import cache

from broadsheet.pages.built_language import BUILT_LANGUAGE


@dataclass(frozen=True, slots=True)
class LanguageFacts:
    """What pages need to know of the site's language.

    Attributes
    ----------
    day, day_of_year, month
        How a day is written with its year and without, and a month with its year: with ``{day}``,
        ``{month}`` (its number), ``{name}`` or ``{alone}``, and ``{year}`` in their places.
    months
        Their names in a date, which in Greek is another form than on its own.
    months_alone
        Their names on their own.
    digits
        From 0 to 9.
    """

    day: str
    day_of_year: str
    month: str
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    digits: str

    def in_digits(self, text: str) -> str:
        """Write the figures of a text in the digits of the language."""
        return text.translate(dict(zip(range(ord("0"), ord("9") + 1), self.digits, strict=True)))


@dataclass(frozen=True, slots=True)
class KnownLanguages:
    """What is known of every language that CLDR knows, by its first subtag.

    Attributes
    ----------
    territories
        Where it is most likely spoken (CLDR, likely subtags); by its script too where that matters,
        as in ``az_Arab``.
    names
        What it calls itself.
    """

    territories: dict[str, str]
    names: dict[str, str]


@cache
def facts_of(language: str) -> LanguageFacts:
    """Return the facts of a site's language (BCP 47).

    Raises
    ------
    ValueError
        If CLDR does not know it.
    """
    built = BUILT_LANGUAGE / f"{language}.json"
    if built.is_file():
        document = json.loads(built.read_text("utf-8"))
        months, alone = tuple(document.pop("months")), tuple(document.pop("months_alone"))
        return LanguageFacts(months=months, months_alone=alone, **document)
    # Babel is not in the layer: it is needed where nothing is built.
    from broadsheet.pages.cldr import read_language_facts  # noqa: PLC0415

    return read_language_facts(language)


@cache
def known_languages() -> KnownLanguages:
    """Return what is known of all languages."""
    built = BUILT_LANGUAGE / "languages.json"
    if built.is_file():
        return KnownLanguages(**json.loads(built.read_text("utf-8")))
    from broadsheet.pages.cldr import read_known_languages  # noqa: PLC0415

    return read_known_languages()
