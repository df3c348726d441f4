"""Every sitemap, by the schemas of the protocol and of Google's news and pictures, in `schemas`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.pages.whole_paper import NOW, WholePaper
from tests.paper import SITE_URL

SCHEMA = etree.XMLSchema(file=Path(__file__).parent / "schemas" / "sitemaps-0.9.xsd")
LANGUAGE = "{http://www.google.com/schemas/sitemap-news/0.9}language"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}image"
URLSET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{}</urlset>'
)
URL = "<url><loc>https://paper.example/</loc>{}</url>"
NEWS = (
    "<news:news><news:publication><news:name>The Paper</news:name><news:language>{}</news:language>"
    "</news:publication><news:publication_date>2026-11-26</news:publication_date>"
    "<news:title>{}</news:title></news:news>"
)


def sitemaps_of(paper: WholePaper) -> Iterator[tuple[str, etree._Element]]:
    """Give each sitemap that `robots.txt` and the index lead to, by its address."""
    lines = paper.get("/robots.txt", NOW).body.splitlines()
    found = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    for address in found:  # the index adds to them
        root = etree.fromstring(paper.get(address.removeprefix(SITE_URL), NOW).body.encode())
        if root.tag.endswith("sitemapindex"):
            found += [str(each.text) for each in root.iter("{*}loc") if each.text not in found]
        yield address, root


def test_every_sitemap_is_as_its_schema_says(papers: dict[str, WholePaper]) -> None:
    for paper in papers.values():
        found = dict(sitemaps_of(paper))
        assert len(found) >= 5
        for address, root in found.items():
            assert SCHEMA.validate(root), (address, SCHEMA.error_log)
        assert sum(1 for root in found.values() for _ in root.iter(LANGUAGE)) > 20
        assert sum(1 for root in found.values() for _ in root.iter(IMAGE)) > 20


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "<url/>",
        "<url><loc>/news/of-today/</loc></url>",
        "<url><loc>https://paper.example/γέφυρα</loc></url>",
        URL.format("<lastmod>yesterday</lastmod>"),
        URL.format("<lastmod>2026-11-26T10:00:00</lastmod>"),
        URL.format("<news:news/>"),
        URL.format("<image:image><image:loc>/pictures/a/320.jpg</image:loc></image:image>"),
        URL.format("<image:image/>"),
        URL.format(NEWS.format("el-GR", "A bridge")),
        URL.format(NEWS.format("el", " ")),
    ],
)
def test_a_sitemap_that_is_wrong_would_be_found(wrong: str) -> None:
    assert SCHEMA.validate(etree.fromstring(URLSET.format(URL.format(NEWS.format("el", "A")))))
    assert not SCHEMA.validate(etree.fromstring(URLSET.format(wrong)))
