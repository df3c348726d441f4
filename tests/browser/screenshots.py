"""Take the pictures in docs/screens: the edition on a local AWS of its own, seen in Chromium.

``python -m tests.browser.screenshots``; about two minutes.
"""

import io
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from commands.local.samples import publish_samples
from tests.browser.chromium import MISSING, chromium_arguments, find_chromium
from tests.browser.desk_screens import desk_pages, sign_in
from tests.browser.edition import publish_edition
from tests.commands.local_stack import LocalStack, running_stack
from tests.conftest import ForecastHandler

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
DESK, HAND = 1280, 390
VIEWPORTS = {DESK: 1300, HAND: 1000}
OF_AN_ARTICLE = {DESK: 1700, HAND: 1800}
"""Its text begins below its headline, and a table and a pull quote are to be seen."""
DESK_SCREENS = (
    (DESK, "light", "en"), (DESK, "dark", "en"), (HAND, "light", "en"), (HAND, "dark", "en"),
    (DESK, "light", "ar"), (HAND, "light", "ar"), (DESK, "light", "el"),
)  # fmt: skip
"""Of the desk's page: the width, the scheme and the page's own language."""
LARGEST_FILE = 400_000
LARGEST_FOLDER = 8_000_000


def take_all(browser: Browser, site_url: str, paths: dict[str, str]) -> None:
    """Take every page in both schemes, at the width of a desk and of a hand."""
    for width, height in VIEWPORTS.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
                is_mobile=width == HAND,
                device_scale_factor=1,
            )
            page = context.new_page()
            for name, path in paths.items():
                tall = OF_AN_ARTICLE[width] if name.startswith("article") else height
                page.set_viewport_size({"width": width, "height": tall})
                page.goto(site_url + path, wait_until="networkidle")
                take(page, f"{name}-{width}-{scheme}")
            page.set_viewport_size({"width": width, "height": height})
            page.goto(site_url + paths["article"])
            page.click(".masthead .opener")
            page.locator("dialog .card").first.wait_for()
            page.mouse.move(0, 0)
            take(page, f"menu-{width}-{scheme}")
            context.close()


def take_desk(browser: Browser, stack: LocalStack, article: str, corrected: str) -> None:
    """Take the rooms of the desk's page, in both directions."""
    for width, scheme, language in DESK_SCREENS:
        context = browser.new_context(
            viewport={"width": width, "height": VIEWPORTS[width]},
            color_scheme="dark" if scheme == "dark" else "light",
            locale=language,
        )
        page = context.new_page()
        sign_in(page, stack, language)
        for name in desk_pages(page, stack, article, corrected):
            spoken = "" if language == "en" else f"-{language}"
            take(page, f"{name}{spoken}-{width}-{scheme}")
        context.close()


def take(page: Page, name: str) -> None:
    """Take the window, as it is, into a file that is not too large.

    As WebP: with photographs in it a PNG is ten times as large.
    """
    file = SCREENS / f"{name}.webp"
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        taken.convert("RGB").save(file, quality=90, method=6)
    size = file.stat().st_size
    if size > LARGEST_FILE:
        sys.exit(f"{file.name} has {size} bytes, and may have {LARGEST_FILE}.")


@contextmanager
def paper() -> Iterator[LocalStack]:
    """Run a paper of its own, with weather, whose state is gone afterwards."""
    with (
        tempfile.TemporaryDirectory() as home,
        ThreadingHTTPServer(("127.0.0.1", 0), ForecastHandler) as forecast,
    ):
        threading.Thread(target=forecast.serve_forever, daemon=True).start()
        weather_url = f"http://127.0.0.1:{forecast.server_port}/"
        with running_stack(Path(home), weather_url, print) as stack:
            yield stack
        forecast.shutdown()


def main() -> None:
    """Publish the samples and the edition, take the pictures, and look at their sizes."""
    chromium = find_chromium() or sys.exit(f"No pictures: {MISSING}.")
    SCREENS.mkdir(exist_ok=True)
    with paper() as stack, sync_playwright() as playwright:
        publish_samples(stack)
        published = publish_edition(stack, "edition", with_pictures=True)
        article, corrected, _, greek, _, _, _, arabic, *_ = published
        paths = {
            "front": "/",
            "section": "/news/",
            "article": article,
            "article-greek": greek,
            "article-arabic": arabic,
            "author": "/authors/eleni-markou/",
            "corrections": "/corrections/",
            "history": f"{corrected}?history",
            "difference": f"{corrected}?history=desk-1..desk-3",
        }
        browser = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments())
        take_all(browser, stack.reach.site_url, paths)
        take_desk(browser, stack, "edition-0", "edition-1")
        browser.close()
    total = sum(file.stat().st_size for file in SCREENS.rglob("*.*") if file.suffix != ".md")
    if total > LARGEST_FOLDER:
        sys.exit(f"{SCREENS} has {total} bytes, and may have {LARGEST_FOLDER}.")


if __name__ == "__main__":
    main()
