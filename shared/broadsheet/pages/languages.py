"""What a language does its own way: the comma in a list, what it calls itself and in Open Graph."""

from collections import Counter
from collections.abc import Sequence

from broadsheet.pages.language_facts import known_languages
from broadsheet.pages.scripts import direction_of

_COMMAS = {
    **dict.fromkeys(("zh", "ja", "yue"), "、"),
    **dict.fromkeys(("am", "ti"), "፣ "),
    **dict.fromkeys(("he", "yi"), ", "),
}
_ARABIC_COMMA = "، "
_REGION_LENGTHS = {2: str.isalpha, 3: str.isdigit}
_SCRIPT_LENGTH = 4


def comma_of(language: str) -> str:
    """Return what parts the names of a list, with its space (CLDR, list patterns)."""
    usual = _ARABIC_COMMA if direction_of(language) == "rtl" else ", "
    return _COMMAS.get(language.lower().split("-")[0], usual)


def own_names(languages: Sequence[str]) -> list[str]:
    """Return what languages call themselves (CLDR).

    Varieties of one language are told apart by the rest of their tags; the name of a language that
    is not known is its tag.
    """
    known = known_languages().names
    names = [known.get(language.partition("-")[0].lower(), language) for language in languages]
    shared = Counter(names)
    rests = [language.partition("-")[2] for language in languages]
    return [
        f"{name} ({rest})" if rest and shared[name] > 1 else name
        for name, rest in zip(names, rests, strict=True)
    ]


def open_graph_locale(language: str) -> str | None:
    """Return a language as ``og:locale`` has it: ``el`` is ``el_GR``.

    Open Graph asks for a territory. Where the tag names none, it is the one where the language is
    most likely spoken (CLDR, likely subtags); nothing where that is not known.
    """
    name, *subtags = language.split("-")
    name = name.lower()
    regions = [part for part in subtags if _REGION_LENGTHS.get(len(part), str.isspace)(part)]
    scripts = [part.title() for part in subtags if len(part) == _SCRIPT_LENGTH]
    if regions:
        return f"{name}_{regions[0].upper()}"
    likely = known_languages().territories
    territory = likely.get("_".join([name, *scripts])) or likely.get(name)
    return f"{name}_{territory}" if territory else None
