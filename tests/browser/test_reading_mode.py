"""What the reading mode of Firefox, Mozilla's Readability, gives back of every article."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from broadsheet.pages.scripts import direction_of
from commands.packaging.npm import installed_packages
from tests.pages.illustrated import IllustratedPaper
from tests.pages.recovered import compare_with_body, words_of
from tests.pages.whole_paper import NOW, site_in
from tests.validity.nu_checker import PACKAGES

READ = """html => new Readability(new DOMParser().parseFromString(html, "text/html")).parse()"""
ONE_LINE = 40
"""A body of no more characters is shorter than the dateline above it, and Readability takes the
longer where all is too short for it; Firefox offers no reading mode for such a page."""
SHORT = 250
"""Below so many characters of a body it takes more of the page for a part of it."""
CORRECTIONS = re.compile(r'<section class="corrections".*?</section>', re.DOTALL)
"""They belong to the article, and may be read with it."""
CAPTIONS = re.compile(r"<figcaption>.*?</figcaption>|<h2 id=.gallery..*?</h2>", re.DOTALL)
"""So do the words below its pictures."""


@pytest.fixture(scope="module")
def reading_mode(browser: Browser) -> Iterator[Page]:
    """A page that has Readability."""
    page = browser.new_page()
    page.add_script_tag(
        path=installed_packages(PACKAGES) / "@mozilla" / "readability" / "Readability.js"
    )
    yield page
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_article_is_read_whole(reading_mode: Page, language: str) -> None:
    paper, languages = IllustratedPaper(site_in(language)), set()
    for article, story in paper.stories.items():
        content = paper.content_of(article)
        page = paper.get(story.path, NOW).body
        found: dict[str, Any] = reading_mode.evaluate(READ, page)
        assert found["title"] == content.headline
        assert words_of(found["byline"]) == words_of(" ".join(n.label for n in content.byline))
        published = datetime.fromisoformat(story.fields["publish_at"])
        assert datetime.fromisoformat(found["publishedTime"]) == published.replace(microsecond=0)
        assert (found["lang"], found["dir"]) == (content.language, direction_of(content.language))
        text = compare_with_body(content, found["content"])
        if text.length > ONE_LINE:
            assert text.of_body >= 0.98, (article, text)
            assert text.furniture == set(), article
        if text.length > SHORT:
            told = words_of(" ".join([*CORRECTIONS.findall(page), *CAPTIONS.findall(page)]))
            others = Counter(text.found) - Counter(text.body) - Counter(told)
            assert others.total() <= 0.02 * len(text.found), (article, others)
            languages.add(content.language)
    assert languages == {"ar", "el", "en", "tr"}
