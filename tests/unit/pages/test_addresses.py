from dataclasses import replace
from urllib.parse import quote, unquote

import pytest

from broadsheet.domain.identity import article_path
from broadsheet.pages import addresses
from broadsheet.pages.addresses import (
    MAX_PATH,
    Address,
    Moved,
    RequestTarget,
    comparison,
    find_target,
    history_address,
    history_query,
)
from broadsheet.pages.list_position import ListPosition
from broadsheet.site import RESERVED_SLUGS, Site

KEY = "abcdefghi2"
CURSOR = "2025-01-22T12:00:00.000000Z~troops"
VALUES: dict[Address, tuple[str, ...]] = {
    Address.SECTION: ("news",),
    Address.ARTICLE: ("news", "north-korea", KEY),
    Address.HISTORY: ("news", "north-korea", KEY),
    Address.ALTERNATE: ("news", "north-korea", KEY, "json"),
    Address.OWN_PAGE: ("about",),
    Address.ARCHIVE_MONTH: ("2025", "01"),
    Address.ARCHIVE_DAY: ("2025", "01", "31"),
    Address.FEED: ("xml",),
    Address.SITEMAP_OF_MONTH: ("2025-01",),
    Address.SECTION_FEED: ("news", "atom"),
    Address.TAG_FEED: ("north-korea", "json"),
    Address.AUTHOR_FEED: ("north-korea", "xml"),
    Address.CORRECTIONS_FEED: ("atom",),
}


def values_for(address: Address) -> tuple[str, ...]:
    """Values for the variables of an address: any slugs will do where no others are named."""
    return VALUES.get(address, ("north-korea",) * address.value.count("{"))


@pytest.mark.parametrize("address", Address)
def test_what_an_address_builds_it_matches(site: Site, address: Address) -> None:
    values = values_for(address)
    path, _, query = address.path(*values).partition("?")
    assert find_target(path, query, site) == RequestTarget(address, path, values, query)


@pytest.mark.parametrize("address", [each for each in Address if each is not Address.HISTORY])
def test_no_path_has_two_addresses(
    site: Site, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns = addresses._patterns()
    others = {other: pattern for other, pattern in patterns.items() if other is not address}
    monkeypatch.setattr(addresses, "_patterns", lambda: others)
    assert find_target(address.path(*values_for(address)), "", site) is None


@pytest.mark.parametrize("values", [(), ("a", "b")])
def test_a_path_is_built_of_as_many_values_as_it_has_variables(values: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        Address.TAG.path(*values)


def test_an_article_has_the_path_that_its_head_keeps() -> None:
    assert Address.ARTICLE.path("news", "troops", KEY) == article_path("news", "troops", KEY)


def test_no_section_takes_the_first_segment_of_another_page() -> None:
    fixed = {address.value.split("/")[1] for address in Address} - {""}
    names = {name for name in fixed if "{" not in name and "." not in name}
    assert {"menu", "tags"} <= names <= RESERVED_SLUGS


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (f"/gone/old-slug-{KEY}", RequestTarget(Address.ARTICLE, "", ("gone", "old-slug", KEY))),
        (f"/news/troops-{KEY}/", RequestTarget(Address.ARTICLE, "", ("news", "troops", KEY))),
        (f"/news/%74roops-{KEY}", RequestTarget(Address.ARTICLE, "", ("news", "troops", KEY))),
        (quote(f"/νέα/στρατός-{KEY}"), RequestTarget(Address.ARTICLE, "", ("νέα", "στρατός", KEY))),
        (f"/tags/troops-{KEY}/", RequestTarget(Address.TAG, "", (f"troops-{KEY}",))),
        ("/%6eews/", RequestTarget(Address.SECTION, "", ("news",))),
    ],
)
def test_a_path_is_matched_once_it_is_decoded(site: Site, path: str, target: RequestTarget) -> None:
    assert find_target(path, "", site) == replace(target, path=unquote(path))


@pytest.mark.parametrize("query", ["history", "history=", "history=a..b", "older=x&history"])
def test_a_query_for_the_history_leads_there_where_the_site_has_histories(
    site: Site, query: str
) -> None:
    path = f"/news/troops-{KEY}"
    history = RequestTarget(Address.HISTORY, path, ("news", "troops", KEY), query)
    assert find_target(path, query, site) == history
    article = replace(history, address=Address.ARTICLE)
    assert find_target(path, query, replace(site, history=False)) == article
    other = find_target("/tags/history/", query, site)
    assert other == RequestTarget(Address.TAG, "/tags/history/", ("history",), query)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/news", "/news/"),
        ("/menu", "/menu/"),
        ("/corrections", "/corrections/"),
        ("/tags/cyprus", "/tags/cyprus/"),
        ("/authors/newsroom", "/authors/newsroom/"),
    ],
)
def test_a_path_without_its_slash_is_the_one_with(site: Site, path: str, target: str) -> None:
    assert find_target(path, "older=x", site) == Moved(target)


COPIED = [
    *(
        ".",
        ",",
        ")",
        ").",
        "]",
        ">",
        "%22",
        "%27",
        "%E2%80%9D",
        "%C2%BB",
        "...",
        "%E2%80%A6",
        "*",
        "%",
    ),
    *("%20", "%20%20", "%0A", "%0D%0A", "%09", "%C2%A0", "%E3%80%82", "%D8%8C"),
    *("%E2%80%8B", "%EF%BB%BF", "%C2%AD", "%E2%81%A0", "%E2%80%8E", "%E2%80%AC", "%E2%80%8B).%20"),
]


@pytest.mark.parametrize("copied", COPIED)
def test_what_was_copied_with_an_address_leads_to_its_page(site: Site, copied: str) -> None:
    for path in (f"/news/troops-{KEY}{copied}", f"/news/troops-{KEY}{copied}/"):
        # Its own path is another, so it is sent there.
        values = ("news", "troops", KEY)
        target = find_target(path, "history", site)
        assert target == RequestTarget(Address.HISTORY, unquote(path), values, "history")
    for path, target_path in [
        ("/", "/"),
        ("/news", "/news/"),
        ("/news/", "/news/"),
        ("/tags/cyprus/", "/tags/cyprus/"),
        ("/feeds/latest.xml", "/feeds/latest.xml"),
    ]:
        assert find_target(path + copied, "", site) == Moved(target_path), path


def test_an_address_means_the_same_in_capitals(site: Site) -> None:
    for path in (f"/NEWS/TROOPS-{KEY.upper()}", f"/news/troops-{KEY.upper()}/"):
        target = RequestTarget(Address.ARTICLE, path, ("news", "troops", KEY))
        assert find_target(path, "", site) == target
    for path, right in [
        ("/NEWS/", "/news/"),
        ("/News", "/news/"),
        ("/tags/UPPER/", "/tags/upper/"),
        ("/Menu.", "/menu/"),
        ("/FEEDS/latest.XML", "/feeds/latest.xml"),
    ]:
        assert find_target(path, "", site) == Moved(right)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "news/",
        "//",
        "//evil.com/",
        "//evil.com",
        f"//evil.com-{KEY}",
        f"//news/troops-{KEY}",
        f"/news//troops-{KEY}",
        f"/news/troops-{KEY}//",
        f"/news%2Ftroops-{KEY}",
        "/%2Fevil.com/",
        f"/a%2Fb/troops-{KEY}",
        "/%5Cevil.com",
        "/\\evil.com",
        "/..",
        "/../",
        "/%2e%2e/",
        "/news/..",
        "/news/../menu/",
        "/static/../paper.css",
        "/static/",
        "/static",
        "/STATIC/paper.css",
        "/news/./",
        "/%00",
        "/news%00/",
        f"/news/tro%00ops-{KEY}",
        f"/news/tro%0d%0aops-{KEY}",
        f"/news/tro%E2%80%AEops-{KEY}",
        "/%ff%fe",
        "/%c3",
        "/news/%C0%AF",
        "/%zz",
        "/\ud800",
        "/unknown/",
        "/unknown",
        "/tags/",
        "/tags",
        "/tags/<script>/",
        "/tags/a/b/",
        f"/tags/{'a' * 81}/",
        f"/tags/troops-{KEY}/x",
        f"/feeds/troops-{KEY}",
        f"/menu/troops-{KEY}",
        "/menu/x",
        "/feeds/",
        "/sitemaps/",
        "/sitemaps/2025-13.xml",
        "/sitemaps/0999-01.xml",
        "/sitemaps/9999-12.xml",
        "/sitemaps/2025-1.xml",
        "/feeds/latest.xml/",
        "/robots.txt/",
        f"/news/-{KEY}",
        f"/news/{KEY}",
        f"/news/troops{KEY}",
        "/news/troops-abcdefghi1",
        f"/news/troops-{KEY}/more",
        f"/troops-{KEY}",
        f"/news/troops-{KEY}%3Fhistory",
        "/{section}/",
        "/tags/{tag}/",
        "/" + "a" * MAX_PATH,
        "/" * MAX_PATH,
    ],
)
def test_what_cannot_be_a_page_leads_nowhere(site: Site, path: str) -> None:
    assert find_target(path, "", site) is None


# The position in a list


@pytest.mark.parametrize("query", ["", f"?older={CURSOR}", f"?newer={CURSOR}"])
def test_a_position_is_written_as_it_is_read(query: str) -> None:
    position = ListPosition.of_query(query.removeprefix("?"))
    assert position.address("/news/") == f"/news/{query}"


@pytest.mark.parametrize("query", ["utm_source=mail", "page=2", "&&=", "%ff=%ff"])
def test_other_parameters_are_ignored(query: str) -> None:
    assert ListPosition.of_query(query).is_top


@pytest.mark.parametrize(
    "query",
    [
        "older=",
        "older=1",
        "newer=~",
        "older=2025-01-22T12:00:00Z",
        "older=2025-01-22T12:00:00Z~UPPER",
        "older=2025-13-22T12:00:00Z~troops",
        "older=0001-01-01T00:00:00%2B01:00~troops",
        "older=2025-01-22T12:00:00Z~troops%00",
        f"older={CURSOR}&newer={CURSOR}",
        f"older={CURSOR}&older={CURSOR}",
        "older=%ff%ff~troops",
        f"older={'9' * 5000}~troops",
    ],
)
def test_what_is_no_position_is_refused(query: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        ListPosition.of_query(query)


# The history of an article


@pytest.mark.parametrize(
    ("query", "compared"),
    [
        ("", None),
        ("older=x", None),
        ("history", ""),
        ("history=", ""),
        ("a=b&history=c..d", "c..d"),
        ("history=&older=a&newer=b", "a..b"),
        ("history=&older=a&newer=a", ""),
        ("history=&older=a", ""),
        ("history=c..d&older=a&newer=b", "c..d"),
    ],
)
def test_a_history_is_asked_for_by_its_parameter(query: str, compared: str | None) -> None:
    assert history_query(query) == compared


@pytest.mark.parametrize("compared", ["", comparison("desk-1", "wire-1&2-x")])
def test_the_address_of_a_history_is_written_as_it_is_read(compared: str) -> None:
    path, _, query = history_address("/news/bridge", compared).partition("?")
    assert (path, history_query(query)) == ("/news/bridge", compared)
