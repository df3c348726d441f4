"""What CLDR says of languages, by way of Babel; for the build, and where nothing is built.

See https://cldr.unicode.org/
"""

import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from broadsheet.pages.language_facts import KnownLanguages, LanguageFacts

_DIGITS = {
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
}
"""Of the numbering systems that some language is written in by default; of others 0 to 9."""
_HOUSE_STYLE = {"en": ("d MMMM, y", "d MMMM")}
"""How the paper writes days where it does not follow CLDR, whose English is American."""
_FIELD = re.compile(r"'([^']*)'|([dMLy])\2*")
_WRITTEN = {
    "d": "{day}",
    "dd": "{day:02}",
    "M": "{month}",
    "MM": "{month:02}",
    "MMM": "{name}",
    "MMMM": "{name}",
    "LLLL": "{alone}",
}


def read_language_facts(language: str) -> LanguageFacts:
    """Return what pages need of a site's language (BCP 47).

    Raises
    ------
    ValueError
        If CLDR does not know it.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"site.toml: CLDR knows no language {language!r}") from error
    skeletons = locale.datetime_skeletons
    of_cldr = locale.date_formats["long"].pattern, skeletons["MMMMd"].pattern
    day, day_of_year = _HOUSE_STYLE.get(locale.language, of_cldr)
    return LanguageFacts(
        day=_written(day),
        day_of_year=_written(day_of_year),
        month=_written(skeletons["yMMMM"].pattern),
        months=_months(locale, "format"),
        months_alone=_months(locale, "stand-alone"),
        digits=_DIGITS.get(locale.default_numbering_system, "0123456789"),
    )


def _months(locale: Locale, context: str) -> tuple[str, ...]:
    names = locale.months[context]["wide"]
    return tuple(names[number] for number in range(1, 13))


def _written(pattern: str) -> str:
    """Write a pattern of CLDR as one for ``str.format`` (UTS 35, date field symbols)."""

    def field(found: re.Match[str]) -> str:
        if found[2] is None:
            return found[1]
        return "{year}" if found[2] == "y" else _WRITTEN[found[0]]

    return _FIELD.sub(field, pattern)


def read_known_languages() -> KnownLanguages:
    """Return what is known of each language that CLDR has a locale of."""
    languages = sorted({name for name in locale_identifiers() if name.isalpha()})
    likely = get_global("likely_subtags")
    territories = {
        name: full.rpartition("_")[2]
        for name, full in likely.items()
        if name.partition("_")[0] in languages and not name.rpartition("_")[2].isupper()
    }
    names = {name: Locale(name).display_name or name for name in languages}
    return KnownLanguages(territories, names)


def compile_catalogue(file: Path) -> bytes:
    """Compile the catalogue of a language, in GNU gettext's binary form."""
    with file.open("rb") as source:
        catalogue = read_po(source, locale=file.stem)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def read_catalogue(file: Path) -> GNUTranslations:
    """Read the catalogue of a language as it was written."""
    return GNUTranslations(BytesIO(compile_catalogue(file)))
