"""The front page as a reader gets it: by the site's own name, its certificate and its edge."""

from html import escape
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit

from broadsheet.adapters.http import Request, open_url
from broadsheet.domain.problems import FrontPageUnreadable

TIMEOUT_SECONDS = 10.0
"""That connecting and each reading may take."""
MAX_PAGE_BYTES = 1_048_576
"""So much is read; a front page has some 30 KB."""


def ask_for_front_page(site_url: str, title: str) -> None:
    """Ask for the front page, and see that it is the paper's.

    Parameters
    ----------
    site_url
        The readers' address of the site, without a slash at its end.
    title
        The paper's: a page without it is somebody else's, such as of a domain that has lapsed.

    Raises
    ------
    FrontPageUnreadable
        If there is no answer, an error, or another page.
    """
    try:
        with open_url(_request(site_url), TIMEOUT_SECONDS) as response:
            page = response.read(MAX_PAGE_BYTES).decode("utf-8", "replace")
    except HTTPError as error:
        error.close()
        raise FrontPageUnreadable(f"{site_url}/ answered {error.code} {error.reason}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise FrontPageUnreadable(f"{site_url}/ cannot be read: {error}") from error
    if escape(title) not in page:
        raise FrontPageUnreadable(f"{site_url}/ is not the front page of {title}")


def _request(site_url: str) -> Request:
    site, headers = urlsplit(site_url), {"User-Agent": f"Broadsheet/0.1 (+{site_url}; probe)"}
    host = site.hostname or ""
    if host.endswith(".localhost"):
        # This machine, by RFC 6761, section 6.3; Python asks a resolver, which may not know it.
        headers["Host"] = site.netloc
        site_url = site_url.replace(host, "127.0.0.1")
    return Request(f"{site_url}/", headers=headers)
