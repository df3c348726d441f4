"""Articles as contributors send them: submitted, and waited for."""

import time
from contextlib import suppress
from http import HTTPStatus

from commands.stack.http_calls import HttpAnswer, Signer, send
from commands.stack.reach import Reach
from commands.terminal import Failure

READ_DEADLINE = 60.0


def submit_article(article: bytes, signer: Signer, reach: Reach) -> HttpAnswer:
    """Submit an article as it is; the API judges it."""
    headers = {"Content-Type": "application/json"}
    return signer.send("POST", f"{reach.api_url}/articles", article, headers)


def wait_until_read(url: str) -> float:
    """Wait until readers see a page, and return the seconds that it took."""
    started = time.monotonic()
    while time.monotonic() - started < READ_DEADLINE:
        with suppress(OSError):  # the name of a new distribution takes a while to be known
            if send("GET", url).status == HTTPStatus.OK:
                return time.monotonic() - started
        time.sleep(0.1)
    raise Failure(
        f"{url} cannot be read after {READ_DEADLINE:.0f} seconds. Of an article that was taken, "
        f"the API says why: GET it, and look at `fault`."
    )
