"""What a page consists of, counted in its HTML: the peers' pages have what ours has not."""

import re

from commands.stack.http_calls import send
from tests.bench.peers.served import ServedSite

PARTS = {
    "scripts": r"<script(?![^>]*ld\+json)",
    "of them from elsewhere": r'<script[^>]*src="(?:https?:)?//(?!127\.0\.0\.1)',
    "style sheets": r"<link[^>]*stylesheet|<style",
    "links": r"<a [^>]*href",
    "Open Graph": r'property="og:',
    "Twitter card": r'name="twitter:',
    "JSON-LD": r'type="application/ld\+json"',
    "feeds named": r'type="application/(?:rss|atom)\+xml"',
    "signing in or subscribing": r"data-portal|ghost-portal|data-members",
    "search": r'data-ghost-search|type="search"|sodo-search',
}
"""Each by the pattern that it is counted by."""


def count_parts(html: str) -> dict[str, int]:
    """Count the parts of a page, and its bytes in UTF-8."""
    counted = {name: len(re.findall(pattern, html)) for name, pattern in PARTS.items()}
    return {"bytes": len(html.encode()), **counted}


def parts_of(site: ServedSite) -> dict[str, int]:
    """Ask a site for its first page, and count what it consists of."""
    return count_parts(send("GET", f"http://127.0.0.1:{site.port}{site.paths[0]}").text)
