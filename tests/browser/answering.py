"""Answers a browser from a paper in memory, as the distribution does: pages, files and pictures."""

from base64 import b64decode
from collections.abc import Callable

from playwright.sync_api import Route

from tests.page_limits import sent_bytes
from tests.pages.photographs import rendition
from tests.pages.whole_paper import NOW, WholePaper
from tests.paper import SITE_URL

HEADERS = {"Cache-Control": "max-age=0, must-revalidate", "X-Content-Type-Options": "nosniff"}
"""What is said with a rendition."""


class Answers:
    """What a browser was answered.

    Attributes
    ----------
    sent
        The bytes of each body by its path, as the edge sends them: text in gzip.
    """

    def __init__(self, paper: WholePaper, change: Callable[[str], str] = str) -> None:
        self._paper, self._change = paper, change
        self.sent: dict[str, int] = {}

    def __call__(self, route: Route) -> None:
        """Answer what a browser asks of the paper, and nothing else."""
        address = route.request.url
        assert address.startswith(f"{SITE_URL}/"), address
        path = address.removeprefix(SITE_URL)
        if path.startswith("/pictures/"):
            picture, kind = rendition(path)
            self.sent[path] = len(picture)
            route.fulfill(status=200, headers=HEADERS | {"Content-Type": kind}, body=picture)
            return
        response = self._paper.get(path, NOW)
        body = b64decode(response.body) if response.in_base64 else response.body.encode()
        kind = response.headers["Content-Type"]
        self.sent[path] = sent_bytes(kind, body)
        if kind.startswith("text/html"):
            body = self._change(body.decode()).encode()
        route.fulfill(status=response.status, headers=dict(response.headers), body=body)
