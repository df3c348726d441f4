from pathlib import Path

import pytest

from broadsheet import site as site_module
from broadsheet.site import RESERVED_SLUGS, Section, WeatherPlace
from broadsheet.site_file import load_site, parse_site

TOML = (Path(site_module.__file__).parent / "site.toml").read_text("utf-8")


def test_the_papers_own_settings_are_read() -> None:
    site = load_site()
    assert site == parse_site(TOML)
    assert (site.sections[0].slug, site.sections[0].name) == ("news", "News")
    assert isinstance(site.weather, WeatherPlace)
    assert "@" in site.contact_email


def test_a_section_is_found_by_its_slug() -> None:
    sport = load_site().section("sport")
    assert sport
    assert sport.name == "Sport"
    assert load_site().section("weather") is None


def test_a_section_has_names_by_language() -> None:
    section = Section("sport", "Sport", (("el", "Αθλητικά"), ("pt-BR", "Esporte")))
    named = {code: section.name_in(code) for code in ("en", "el", "el-CY", "pt-BR", "pt")}
    assert named == {
        "en": "Sport", "el": "Αθλητικά", "el-CY": "Αθλητικά", "pt-BR": "Esporte", "pt": "Sport",
    }  # fmt: skip


def test_an_opinion_is_one_in_any_case_and_language() -> None:
    site = load_site()
    for label in ("Opinion", "OPINION", "γνώμη", "ΓΝΏΜΗ", "رأي"):
        assert site.is_opinion(label), label
    for other in (None, "", "Analysis", "Opinions"):
        assert not site.is_opinion(other), other
    assert not parse_site(TOML.replace("opinion_labels", "#", 1)).is_opinion("Opinion")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('newsroom = "Newsroom"', "", "newsroom"),
        ("[contact]", "[contacts]", "contact"),
        ("latitude =", "height =", "height"),
        ('slug = "world"', 'slug = "World"', "'World' is no slug"),
        ('slug = "world"', 'slug = "a--b"', "'a--b' is no slug"),
        ('slug = "world"', 'slug = "news"', "two sections have the slug 'news'"),
        ('slug = "world"', 'path = "world"', "path"),
        ('names = { el = "Κόσμος", tr = "Dünya", ar = "العالم" }', 'names = "x"', "by language"),
        ('own_pages = ["about"', "own_pages = [1", "own_pages is a list of pages"),
        ('own_pages = ["about"', 'own_pages = ["About"', "'About' is no slug"),
        ('own_pages = ["about"', 'own_pages = ["menu"', "'menu' is the path of another page"),
        ('own_pages = ["about"', 'own_pages = ["sport"', "'sport' is the path of another page"),
        ('own_pages = ["about"', 'own_pages = ["imprint"', "two pages have the slug 'imprint'"),
        ("history = true", 'history = "no"', "history is true or false"),
        ("opinion_labels = [", "opinion_labels = [1, ", "opinion_labels is a list of labels"),
        ("languages = [", "languages = [1, ", "languages is a list of languages"),
        ("llms_txt = false", 'llms_txt = "no"', "llms_txt is true or false"),
        ("llms_txt = false", 'ads_txt = ""', "ads_txt is a text"),
        ("llms_txt = false", "ads_txt = 7", "ads_txt is a text"),
        ("llms_txt = false", 'ads_txt = "a.example, 7, SOLD"', "'a.example, 7, SOLD' is no line"),
        ("llms_txt = false", 'ads_txt = "a.example 7"', "'a.example 7' is no line"),
        ("[policies]", '[policies]\nhonesty = "/x/"', "there is no policy 'honesty'"),
        ('"/corrections-policy/"', '"corrections"', "a path of the site"),
        ('"/corrections-policy/"', '"//evil.example/"', "a path of the site"),
        ('"/corrections-policy/"', '"http://a.example/"', "a path of the site"),
        ('"/corrections-policy/"', "7", "a path of the site"),
        ("title =", 'editor = "x"\ntitle =', "editor"),
        ('name = "Rhea Stone"', "", "name"),
        ('line = "Culture editor."', "", "line"),
        ('name = "Rhea Stone"', "name = 7", "the name of the author 7 is a text"),
        ('line = "Culture editor."', 'line = " "', "the line of the author 'Rhea Stone' is a text"),
        (
            'name = "Rhea Stone"',
            'name = "Pavlos Nikou"',
            "two authors have the name 'Pavlos Nikou'",
        ),
        ("[[authors]]", '[[authors]]\nslug = "a b"', "the slug of the author 'Eleni Markou' is"),
        ("[[authors]]", "[[authors]]\nslug = 7", "the slug of the author 'Eleni Markou' is a text"),
        ('email = "eleni.markou@', 'email = "eleni.', "'Eleni Markou' is no address of e-mail"),
        ("[[authors]]", '[[authors]]\nsame_as = ["http://a.example"]', "begins with https://"),
        ("[[authors]]", '[[authors]]\nsame_as = "https://a.example"', "is a list of addresses"),
        ('languages = ["el"]', "languages = [7]", "is a list of languages"),
        ("[[authors]]", '[[authors]]\nlinks = [{ label = "x" }]', "address"),
        (
            "[[authors]]",
            '[[authors]]\nlinks = [{ label = "x", address = "javascript:x" }]',
            "'javascript:x' of the author 'Eleni Markou' is no address",
        ),
        ("[[authors]]", '[[authors]]\nage = "7"', "age"),
    ],
)
def test_a_setting_that_cannot_be_is_named(old: str, new: str, message: str) -> None:
    assert old in TOML
    with pytest.raises(ValueError, match=message):
        parse_site(TOML.replace(old, new, 1))


def test_the_lines_of_ads_txt_are_taken_as_they_are() -> None:
    ads = (
        "# ours\n\nexample.com, 1234, DIRECT, f08c47fec0942fa0\n"
        "ads.example, a-7, reseller # theirs\nCONTACT=ads@example.com\n"
    )
    site = parse_site(TOML.replace("llms_txt = false", f'llms_txt = true\nads_txt = """{ads}"""'))
    assert (site.ads_txt, site.llms_txt) == (ads, True)


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_section_cannot_take_the_path_of_another_page(slug: str) -> None:
    with pytest.raises(ValueError, match="is the path of another page"):
        parse_site(TOML.replace('slug = "world"', f'slug = "{slug}"'))


def test_a_site_needs_a_section() -> None:
    head = TOML[: TOML.index("[[sections]]")]
    with pytest.raises(ValueError, match="at least one section"):
        parse_site("sections = []\n" + head)
