"""Whatever an article, a picture or an editor is called, it is a text and never runs.

No policy of the page's helps here: ``paper_server`` sends none.
"""

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import Page, expect

from tests.desk_page.paper_server import PaperServer

Opener = Callable[..., Page]
HOSTILE = (
    '"><img src=x onerror="ran(1)"><script>ran(2)</script>',
    "</script><svg onload=ran(3)>",
    "javascript:ran(4)",
    "{{constructor.constructor('ran(5)')()}}",
)
RAN = "window.ran = number => { window.hasRun = number }"


def hostile(kind: str) -> str:
    """Write a text that would run in many ways, and says what it is."""
    return f"{kind} {' '.join(HOSTILE)}"


def fill(paper: PaperServer) -> None:
    """Have a wire submit an article that is hostile in all that it says, twice."""
    article = {
        "id": "hostile",
        "headline": hostile("headline"),
        "standfirst": hostile("standfirst"),
        "section": "news",
        "label": "<b onclick=ran()>",
        "byline": [hostile("byline")[:120]],
        "tags": [f"<img src=x onerror=ran({number})>" for number in range(3)],
        "source": hostile("source")[:120],
        "body": f"<p>{hostile('body')}</p><p><a href='javascript:ran(6)'>link</a></p>",
        "body_format": "html",
    }
    paper.api("POST /articles", article)
    changed = article | {
        "headline": hostile("changed"),
        "tags": ["<svg/onload=ran(7)>"],
        "byline": [hostile("another")[:120]],
        "body": f"<p>{hostile('other')} and more</p>",
        "correction": hostile("correction"),
    }
    paper.api("PUT /articles/hostile", changed, if_match='"desk-1"')


def assert_nothing_ran(page: Page, *shown: str) -> None:
    """Wait until texts are shown as they are written, and see that none of them did anything."""
    for text in shown:
        expect(page.locator("body")).to_contain_text(text)
    assert page.evaluate("window.hasRun") is None
    assert (
        page.locator("main script, main svg[onload], main [onerror], main [onclick]").count() == 0
    )
    links = page.locator("a").evaluate_all("all => all.map(link => link.protocol)")
    assert "javascript:" not in links


def go(page: Page, hash_: str) -> None:
    page.evaluate("hash => { location.hash = hash }", hash_)


def test_no_text_of_an_article_runs_at_the_desk(open_desk: Opener, paper: PaperServer) -> None:
    fill(paper)
    page = open_desk("anna")
    page.add_init_script(RAN)
    page.reload()
    assert_nothing_ran(page, HOSTILE[0])
    go(page, "#/articles/hostile")
    assert_nothing_ran(
        page, f"changed {HOSTILE[0]}", f"correction {HOSTILE[0]}", "<svg/onload=ran(7)>"
    )
    go(page, "#/articles/hostile/history")
    assert_nothing_ran(page, f"correction {HOSTILE[0]}", "<img src=x onerror=ran(1)>", "another")


def test_no_reason_runs(open_desk: Opener, paper: PaperServer) -> None:
    fill(paper)
    page = open_desk("anna")
    page.add_init_script(RAN)
    page.reload()
    go(page, "#/articles/hostile")
    page.get_by_role("button", name="Withdraw…").click()
    page.get_by_label("Reason").fill(hostile("reason"))
    page.get_by_role("dialog").get_by_role("button", name="Withdraw it").click()
    assert_nothing_ran(page, f"reason {HOSTILE[0]}")
    go(page, "#/articles/hostile/history")
    assert_nothing_ran(page, f"reason {HOSTILE[0]}")


def test_no_text_runs_where_it_is_written(open_desk: Opener, paper: PaperServer) -> None:
    fill(paper)
    page = open_desk("anna")
    page.add_init_script(RAN)
    page.reload()
    go(page, "#/articles/hostile/change")
    expect(page.get_by_label("Headline").first).to_have_value(f"changed {' '.join(HOSTILE)}")
    assert_nothing_ran(page, "<svg/onload=ran(7)>")


def test_no_name_of_an_editor_runs(open_desk: Opener, paper: PaperServer) -> None:
    accounts = paper.sign_in.accounts
    accounts["anna"] = replace(accounts["anna"], name=hostile("Anna"))
    page = open_desk("anna")
    page.add_init_script(RAN)
    page.reload()
    assert_nothing_ran(page, f"Anna {HOSTILE[0]}")


def test_no_address_of_the_desk_runs(open_desk: Opener, paper: PaperServer) -> None:
    page = open_desk("anna")
    page.add_init_script(RAN)
    for place in ("#/articles/<img src=x onerror=ran(8)>", "#/new/<svg onload=ran(9)>", "#/<b>"):
        page.goto(f"{paper.site_url}/desk/{place}")
        page.reload()
        expect(page.get_by_role("heading", level=1).first).to_be_attached()
        assert_nothing_ran(page)


def test_what_would_run_is_noticed(open_desk: Opener) -> None:
    page = open_desk("anna")
    page.evaluate(RAN)
    page.evaluate("text => { document.body.innerHTML += text }", HOSTILE[0])
    page.wait_for_function("window.hasRun === 1")
