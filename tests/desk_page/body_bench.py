"""The rich editor by itself in Chromium, on a page without a policy."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Route

from commands.packaging.desk import bundle_desk, run_in_desk

ADDRESS = "http://bench.test/"
_PAGE = (
    '<!doctype html><html lang="en"><title>Bench</title><link rel="stylesheet" href="/bench.css">'
    '<main id="bench"></main><script src="/bench.js"></script></html>'
)


@cache
def _bundle() -> dict[str, tuple[str, str]]:
    bundle_desk()
    with TemporaryDirectory() as folder:
        run_in_desk(
            "node_modules/esbuild/bin/esbuild", "tests/body_bench.tsx", "--bundle",
            "--jsx=automatic", "--jsx-import-source=preact", f"--outfile={folder}/bench.js",
            "--log-level=warning", "--external:display.woff2",
        )  # fmt: skip
        return {
            "/bench.js": ("text/javascript", (Path(folder) / "bench.js").read_text("utf-8")),
            "/bench.css": ("text/css", (Path(folder) / "bench.css").read_text("utf-8")),
            "/": ("text/html; charset=utf-8", _PAGE),
        }


def settle(page: Page) -> None:
    """Wait until the editor has seen where the cursor is: browsers say it before a frame."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def open_bench(page: Page) -> Page:
    """Open a page with the editor's parts; whatever else is asked for there fails."""

    def fulfil(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS.rstrip("/"))
        kind, content = _bundle().get(path, ("", ""))
        if kind:
            route.fulfill(content_type=kind, body=content)
        else:
            route.abort()

    page.route("**/*", fulfil)
    page.goto(ADDRESS)
    return page
