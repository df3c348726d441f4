import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.pages import own_texts as own_texts_module
from broadsheet.pages.built_language import BUILT_LANGUAGE
from broadsheet.pages.compile import compile_own_texts
from broadsheet.pages.newspaper import Newspaper
from broadsheet.pages.own_text_files import OWN_PAGES, read_own_texts
from broadsheet.pages.own_texts import own_texts
from broadsheet.pages.response import Request, Response
from broadsheet.site import Site
from tests.unit.pages.conftest import NOW, SITE_URL, MemoryPaper, text_of

Get = Callable[..., Response]
LANGUAGES = ("en", "el", "tr", "ar")
LINK = re.compile(r'<a href="(/[^"#]*)"')


@pytest.fixture
def write(tmp_path: Path, site: Site) -> Callable[..., Site]:
    """Write files of own pages, and give a site that has the page ``about``."""

    def write(language: str = "en", **files: str) -> Site:
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '.')}.md").write_text(text, "utf-8")
        return replace(site, own_pages=("about",), language=language)

    return write


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_sites_own_is_whole_in_each_language(
    paper: MemoryPaper, site: Site, language: str
) -> None:
    newspaper = Newspaper(replace(site, language=language), paper, paper)
    english = {text.slug: text.name for text in own_texts(site)}
    texts = own_texts(replace(site, language=language))
    assert [text.slug for text in texts] == list(site.own_pages)
    for text in texts:
        page = newspaper.page(Request("GET", f"/{text.slug}/"), NOW)
        assert page.status == 200
        assert text.name in text_of(page)
        assert (text.name == english[text.slug]) is (language == "en"), "it is translated"
        assert "{" not in text.body_html
        assert f'<meta property="og:description" content="{text.about}">' in page.body
        assert len(text.about) > 20
        for path in LINK.findall(text.body_html):
            assert newspaper.page(Request("GET", path), NOW).status == 200, path


def test_an_own_page_has_one_address_that_is_told(get: Get) -> None:
    page = get("/imprint/")
    assert f'<link rel="canonical" href="{SITE_URL}/imprint/">' in page.body
    assert "noindex" not in page.body
    assert "s-maxage=60" in page.headers["Cache-Control"]
    for path in ("/imprint", "/IMPRINT/"):
        assert (get(path).status, get(path).headers["Location"]) == (301, "/imprint/")


def test_a_page_that_the_settings_do_not_name_is_not_there(paper: MemoryPaper, site: Site) -> None:
    newspaper = Newspaper(replace(site, own_pages=("about",)), paper, paper)
    assert newspaper.page(Request("GET", "/about/"), NOW).status == 200
    assert newspaper.page(Request("GET", "/imprint/"), NOW).status == 404


def test_a_file_in_the_sites_language_is_taken_before_the_other(
    write: Callable[..., Site], tmp_path: Path
) -> None:
    site = write(about="# About\n\nUs.", about_el="# Για εμάς\n\nΕμείς.")
    for language, name in (("en", "About"), ("el", "Για εμάς"), ("el-CY", "Για εμάς")):
        (text,) = read_own_texts(replace(site, language=language), tmp_path)
        assert text.name == name, language


def test_what_the_settings_say_stands_in_a_text(write: Callable[..., Site], tmp_path: Path) -> None:
    site = write(about="# Of {title}\n\n{description}: <{contact_email}>, {other}\n\nMore.")
    (text,) = read_own_texts(site, tmp_path)
    assert text.name == f"Of {site.title}"
    assert text.about == f"{site.description}: {site.contact_email}, {{other}}"
    assert f'href="mailto:{site.contact_email}"' in text.body_html


def test_a_text_is_cleaned_as_an_article_is(write: Callable[..., Site], tmp_path: Path) -> None:
    site = write(about="# A & <b>\n\n<script>alert(1)</script> [x](javascript:alert(1))\n")
    (text,) = read_own_texts(site, tmp_path)
    assert text.name == "A & <b>"
    assert "<script" not in text.body_html
    assert "javascript:" not in re.sub(r">[^<]*<", "><", text.body_html)


@pytest.mark.parametrize("text", ["About\n\nUs.", "## About\n\nUs.", "", "#\n\nUs."])
def test_a_file_without_a_name_is_told(
    write: Callable[..., Site], tmp_path: Path, text: str
) -> None:
    with pytest.raises(ValueError, match=r"about\.md: begin with a line `# Name of the page`"):
        read_own_texts(write(about=text), tmp_path)


def test_a_file_that_is_missing_is_told(write: Callable[..., Site], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no page 'about': write .*/about\.md"):
        read_own_texts(write(), tmp_path)


def test_every_file_is_a_page(site: Site) -> None:
    assert {path.name.partition(".")[0] for path in OWN_PAGES.iterdir()} == set(site.own_pages)


def test_what_the_build_makes_is_read_as_the_files_are(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_own_texts(site, tmp_path)
    assert len(json.loads((tmp_path / own_texts_module.OWN_TEXTS).read_text("utf-8"))) == 5
    monkeypatch.setattr(own_texts_module, "BUILT_LANGUAGE", tmp_path)
    assert own_texts.__wrapped__(site) == read_own_texts(site)
    assert not BUILT_LANGUAGE.exists()
