"""What a page costs its reader: requests and bytes, as Chromium asks for them."""

import gzip
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Response, sync_playwright

from tests.browser.chromium import chromium_arguments, find_chromium
from tests.commands.local_stack import LocalStack

GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Resource:
    """One response: its kind, its bytes, and its bytes compressed."""

    kind: str
    raw: int
    compressed: int


@dataclass(frozen=True, slots=True)
class PageWeight:
    """A page and all that Chromium asked for with it, nothing being in its cache."""

    page: str
    resources: tuple[Resource, ...]

    @property
    def raw(self) -> int:
        """Bytes of all bodies."""
        return sum(resource.raw for resource in self.resources)

    @property
    def compressed(self) -> int:
        """Bytes of all bodies, compressed."""
        return sum(resource.compressed for resource in self.resources)


def weigh_pages(stack: LocalStack, pages: dict[str, str]) -> list[PageWeight] | None:
    """Read each page in a browser of its own making; nothing where there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments())
        site_url = stack.reach.site_url
        found = [_weigh(browser, name, site_url + path) for name, path in pages.items()]
        browser.close()
    return found


def _weigh(browser: Browser, name: str, url: str) -> PageWeight:
    answers: list[Response] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - playwright marks what it is given, and cannot mark a method
        page.goto(url, wait_until="networkidle")
        resources = [_resource(answer) for answer in answers if _is_asked(answer)]
    return PageWeight(name, tuple(resources))


def _is_asked(answer: Response) -> bool:
    return urlsplit(answer.url).scheme != "data"


def _resource(answer: Response) -> Resource:
    body = answer.body()
    compressed = len(gzip.compress(body, GZIP_LEVEL, mtime=0))
    return Resource(answer.request.resource_type, len(body), compressed)
