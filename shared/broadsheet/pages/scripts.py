"""The direction of writing of a language."""

# Languages, and ISO 15924 scripts, that CLDR writes from right to left. Babel knows it too, but
# only of the locales that are shipped, and articles come in any language.
_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur"}
    | {"yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
_SCRIPT_LENGTH = 4


def direction_of(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a language; its script decides where the tag names one."""
    subtags = language.lower().split("-")
    for subtag in subtags[1:]:
        if len(subtag) == _SCRIPT_LENGTH and subtag.isalpha():
            return "rtl" if subtag in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in _RIGHT_TO_LEFT_LANGUAGES else "ltr"
