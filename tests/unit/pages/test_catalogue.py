"""The paper's own texts are complete in every language that it may be set in."""

import re
from collections.abc import Sequence
from gettext import c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from broadsheet.pages import catalogue, language_facts
from broadsheet.pages.catalogue import CATALOGUES, catalogue_of
from broadsheet.pages.compile import compile_language
from broadsheet.pages.language_facts import facts_of, known_languages

PAGES = CATALOGUES.parent
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}
CODE = re.compile(r"{% trans.*?{% endtrans %}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
NO_TEXTS = {"X", "plain", "front", "list", "menu", "own", "record", "story", "lang", "dir"}
"""The sign of a button, and what stands in an attribute by way of a block."""
PLACE = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"</?\w+[^>]*>")
LANGUAGES = sorted(file.stem for file in CATALOGUES.glob("*.po"))


def texts_of_the_paper() -> dict[str, str | tuple[str, ...]]:
    """Every text in the code and the templates, by its key."""
    found = extract_from_dir(
        PAGES,
        METHODS,
        {"**/templates/**.html": {"trimmed": "true"}},
        KEYWORDS,
        strip_comment_tags=True,
    )
    texts = [text for _, _, text, _, _ in found]
    return {text if isinstance(text, str) else text[0]: text for text in texts}


def read(language: str) -> Catalog:
    return read_po(BytesIO((CATALOGUES / f"{language}.po").read_bytes()), locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in read(language) if message.id]


def forms(text: str | Sequence[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def written(text: str | tuple[str, ...]) -> str:
    """A text as it has to stand in a catalogue."""
    if isinstance(text, str):
        return f'msgid "{text}"\nmsgstr ""'
    return f'msgid "{text[0]}"\nmsgid_plural "{text[1]}"\nmsgstr[0] ""'


def test_the_languages_are_these() -> None:
    assert LANGUAGES == ["ar", "el", "tr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_text_and_no_other(language: str) -> None:
    wanted = {forms(text)[0]: text for text in texts_of_the_paper().values()}
    there = {forms(message.id)[0] for message in messages(language)}
    missing = "\n\n".join(written(wanted[key]) for key in sorted(wanted.keys() - there))
    assert not missing, f"add to {language}.po:\n\n{missing}"
    assert not there - wanted.keys(), f"no longer said: take it out of {language}.po"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_places_and_tags(language: str) -> None:
    for message in messages(language):
        assert not message.fuzzy, message.id
        keys, texts = forms(message.id), forms(message.string)
        assert all(texts), message.id
        for text in texts:
            assert sorted(TAG.findall(text)) == sorted(TAG.findall(keys[-1])), text
            places = set(PLACE.findall(text))
            # Some languages say one and two without the number.
            assert set(PLACE.findall(keys[-1])) - {"%(count)s"} <= places, text
            assert places <= set(PLACE.findall(keys[-1])), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_the_forms_of_the_language(language: str) -> None:
    rule = Locale(language).plural_form
    catalogue = read(language)
    assert catalogue.num_plurals == len(rule.tags) + 1
    form_of = c2py(catalogue.plural_expr)
    of_each = {(rule(number), form_of(number)) for number in range(1_000)}
    assert len(of_each) == catalogue.num_plurals, "a form stands for one category of CLDR"
    plural = [message for message in messages(language) if message.pluralizable]
    assert plural
    for message in plural:
        assert len(forms(message.string)) == catalogue.num_plurals, message.id


def test_a_number_takes_its_form_and_the_digits_of_the_language() -> None:
    one, many = (
        "%(count)s earlier correction in the article",
        "%(count)s earlier corrections in the article",
    )

    def said(language: str, number: int) -> str:
        return catalogue_of(language).ngettext(one, many, number, count=number)

    assert said("en", 1) == "1 earlier correction in the article"
    assert said("en-GB", 2) == "2 earlier corrections in the article"
    assert len({re.sub(r"\d+", "", said("ar", number)) for number in (0, 1, 2, 3, 11, 100)}) >= 4
    assert "٣" in said("ar-EG", 3)
    assert "3" in said("ar", 3)


def test_values_are_escaped_in_templates_and_texts_are_not() -> None:
    say = catalogue_of("en").of_templates()["gettext"]
    assert say('<a href="%(front)s">Home</a>', front='"<') == '<a href="&#34;&lt;">Home</a>'


def test_a_language_without_a_catalogue_is_named() -> None:
    with pytest.raises(
        ValueError, match=r"'fr': use en, ar, el, tr, or add pages/catalogues/fr.po"
    ):
        catalogue_of("fr")


def test_a_build_in_a_language_without_a_catalogue_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"add pages/catalogues/fr\.po"):
        compile_language("fr", tmp_path / "built")
    assert not (tmp_path / "built").exists()


def test_what_is_built_reads_as_its_sources_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_language("ar", tmp_path)
    facts, said = facts_of("ar"), catalogue_of("ar").gettext("Home")
    for module in (catalogue, language_facts):
        monkeypatch.setattr(module, "BUILT_LANGUAGE", tmp_path)
        monkeypatch.setattr(module, "CATALOGUES", tmp_path / "nowhere", raising=False)
    assert catalogue.catalogue_of.__wrapped__("ar").gettext("Home") == said
    assert language_facts.facts_of.__wrapped__("ar") == facts
    assert language_facts.known_languages.__wrapped__() == known_languages()


def test_templates_say_nothing_outside_the_catalogue() -> None:
    for file in sorted((PAGES / "templates").glob("*.html")):
        source = CODE.sub("", file.read_text("utf-8"))
        words = re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", " ", source))
        assert set(words) <= NO_TEXTS, (file.name, words)
        named = re.findall(r' (?:aria-label|content|title|data-\w+)="([^"]*[A-Z][^"]*)"', source)
        assert not named, (file.name, named)
