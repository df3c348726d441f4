import re

import pytest

from broadsheet.domain.slug import MAX_SLUG, canonical_name, slug_of, slug_of_name
from tests.formats.conformance import conformance_file


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Bridge opens", "bridge-opens"),
        ("  What -- really?! ", "what-really"),
        ("Don't stop; can’t", "dont-stop-cant"),
        ("Λευκωσία", "leykosia"),
        ("İstanbul'da", "istanbulda"),
        ("ὁ ἄνθρωπος", "ho-anthropos"),
        ("2026", "2026"),
    ],
)
def test_a_slug_can_be_read(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@pytest.mark.parametrize("text", ["", "!!!", " \n", "\u200b"])
def test_where_nothing_can_be_written_the_fallback_stands(text: str) -> None:
    assert slug_of(text) == "article"
    assert slug_of(text, fallback="") == ""


def test_a_long_text_is_cut_between_words() -> None:
    slug = slug_of("word " * 100)
    assert slug == "-".join(["word"] * 16)
    assert len(slug) <= MAX_SLUG


def test_a_slug_of_just_the_limit_is_not_cut() -> None:
    text = f"{'a' * 40} {'b' * 39}"
    assert slug_of(text) == text.replace(" ", "-")


def test_a_long_word_is_cut_where_it_must_be() -> None:
    assert slug_of("a" * 100) == "a" * MAX_SLUG
    assert slug_of("ab " + "c" * 100) == "ab-" + "c" * (MAX_SLUG - 3)


@pytest.mark.parametrize("language", ["eng", "ell_monotonic", "ell_polytonic", "tur", "arb"])
def test_every_line_of_a_text_of_any_script_has_a_slug(language: str) -> None:
    lines = conformance_file(f"text/udhr_{language}.txt").read_text("utf-8").splitlines()
    slugs = [slug_of(line, fallback="-") for line in lines if line.strip()]
    assert len(slugs) > 50
    for slug in slugs:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert len(slug) <= MAX_SLUG


@pytest.mark.parametrize(
    "names",
    [
        ["Χρήστος Γεωργίου", "Χρίστος Γεωργίου"],
        ["李伟", "李炜"],
        ["C", "C++", "C#"],
        ["Año", "Ano"],
        ["Κλίμα", "Κλήμα"],
        ["Disney", "Disney+"],
        ["Jean Luc", "Jean-Luc"],
        ["a" * 100, "a" * 101],
        ["😀", "😁"],
    ],
)
def test_names_that_differ_have_pages_of_their_own(names: list[str]) -> None:
    slugs = {slug_of_name(name, "author") for name in names}
    assert len(slugs) == len(names)
    for slug in slugs:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert len(slug) <= MAX_SLUG


@pytest.mark.parametrize(
    "names",
    [
        ["Anna Nikolaou", "ANNA  nikolaou", " anna\nNikolaou "],
        ["Año", "An\u0303o", "AÑO"],
        ["Χρήστος", "ΧΡΉΣΤΟΣ"],
    ],
)
def test_one_name_in_any_case_spacing_or_form_has_one_page(names: list[str]) -> None:
    assert len({slug_of_name(name, "author") for name in names}) == 1
    assert len({canonical_name(name) for name in names}) == 1


def test_a_name_that_its_slug_gives_back_has_a_plain_slug() -> None:
    assert slug_of_name("Anna Nikolaou", "author") == "anna-nikolaou"
    assert slug_of_name("G7", "tag") == "g7"
    assert slug_of_name("Λευκωσία", "tag").startswith("leykosia-")
    assert slug_of_name("😀", "tag").count("-") >= 1
