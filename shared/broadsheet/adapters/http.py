"""HTTP to other services, by ``urllib``: it costs no dependency and no second connection pool."""

from http.client import HTTPResponse
from typing import cast
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

__all__ = ["Request", "open_url"]


def open_url(request: Request, timeout: float) -> HTTPResponse:
    """Send a request by ``http`` or ``https``; no other scheme, and no proxy, is known here.

    Parameters
    ----------
    request
        What to send, and where.
    timeout
        Seconds that connecting and each reading may take.

    Raises
    ------
    OSError
        If the service cannot be reached, or answers with an error status (``HTTPError``).
    ValueError
        If the address is none, or its scheme is another.
    """
    opener = OpenerDirector()
    for handler in (
        HTTPHandler,
        HTTPSHandler,
        HTTPRedirectHandler,
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    response = opener.open(request, timeout=timeout)
    if response is None:  # no handler here knows the scheme, of the address or of a redirection
        raise ValueError(f"{request.full_url} is no address of http or https, or leads to none")
    return cast("HTTPResponse", response)
