from urllib.parse import quote

import pytest

from broadsheet.pages import routes
from broadsheet.pages.routes import MAX_PATH, route_of
from broadsheet.site import Site

KEY = "abcdefghi2"


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", routes.ToFront()),
        ("/news/", routes.ToSection("news")),
        ("/tags/north-korea/", routes.ToTag("north-korea")),
        ("/authors/newsroom/", routes.ToAuthor("newsroom")),
        ("/menu/", routes.ToMenu()),
        ("/corrections/", routes.ToCorrections()),
        ("/feeds/latest.xml", routes.ToFeed()),
        ("/robots.txt", routes.ToRobots()),
        ("/static/paper.0123456789.css", routes.ToAsset("/static/paper.0123456789.css")),
        (f"/news/troops-{KEY}", routes.ToArticle(KEY, "news", f"/news/troops-{KEY}")),
        (f"/gone/old-slug-{KEY}", routes.ToArticle(KEY, "gone", f"/gone/old-slug-{KEY}")),
        (f"/news/troops-{KEY}/", routes.ToArticle(KEY, "news", f"/news/troops-{KEY}/")),
        (f"/news/%74roops-{KEY}", routes.ToArticle(KEY, "news", f"/news/troops-{KEY}")),
        (
            quote(f"/νέα/στρατός-{KEY}"),
            routes.ToArticle(KEY, "νέα", f"/νέα/στρατός-{KEY}"),
        ),
    ],
)
def test_a_path_leads_to_its_page(site: Site, path: str, route: routes.Route) -> None:
    assert route_of(path, site) == route


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
    assert route_of(path, site) == routes.Moved(target)


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
        "/%00",
        "/news%00/",
        f"/news/tro%00ops-{KEY}",
        f"/news/tro%0d%0aops-{KEY}",
        f"/news/tro%E2%80%AEops-{KEY}",
        "/%ff%fe",
        "/%c3",
        "/news/%C0%AF",
        "/%",
        "/%zz",
        "/\ud800",
        "/unknown/",
        "/unknown",
        "/NEWS/",
        "/tags/",
        "/tags",
        "/tags/UPPER/",
        "/tags/<script>/",
        "/tags/a/b/",
        f"/tags/{'a' * 81}/",
        f"/tags/troops-{KEY}/x",
        f"/feeds/troops-{KEY}",
        f"/menu/troops-{KEY}",
        "/menu/x",
        "/feeds/",
        "/feeds/latest.xml/",
        "/robots.txt/",
        f"/news/-{KEY}",
        f"/news/{KEY}",
        f"/news/troops{KEY}",
        f"/news/troops-{KEY.upper()}",
        "/news/troops-abcdefghi1",
        f"/news/troops-{KEY}/more",
        f"/troops-{KEY}",
        "/" + "a" * MAX_PATH,
        "/" * MAX_PATH,
    ],
)
def test_what_cannot_be_a_page_leads_nowhere(site: Site, path: str) -> None:
    assert route_of(path, site) == routes.Nowhere()


def test_a_tag_may_look_like_an_article(site: Site) -> None:
    assert route_of(f"/tags/troops-{KEY}/", site) == routes.ToTag(f"troops-{KEY}")
