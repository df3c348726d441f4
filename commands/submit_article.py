"""``make submit FILE=article.json``: submit an article and wait until it can be read."""

import os
import time
from pathlib import Path

from botocore.credentials import Credentials

from commands.failure import Failure, console, run_command
from commands.http_calls import Signer, send
from commands.reach import Reach, reach_stack
from commands.sample_articles import describe_problem
from commands.stack_file import read_credentials

READ_DEADLINE = 60.0
_CREATED, _OK, _FORBIDDEN, _CONFLICT = 201, 200, 403, 409


def read_article(name: str) -> bytes:
    """Read the file to submit; what is in it is the API's to judge.

    Raises
    ------
    Failure
        If none is named, or it cannot be read.
    """
    if not name:
        raise Failure("FILE= is missing: name a JSON file, as in `make submit FILE=article.json`.")
    try:
        return Path(name).expanduser().read_bytes()
    except OSError as error:
        raise Failure(f"{name} cannot be read: {error.strerror}.") from error


def find_signer(reach: Reach, name: str) -> Signer:
    """Find who signs: a local contributor by name, on AWS whoever the environment says.

    Raises
    ------
    Failure
        If there is no local contributor of that name.
    """
    if not reach.local:
        credentials = reach.session.get_credentials()
        if credentials is None:
            raise Failure("AWS needs credentials: set AWS_PROFILE.")
        return Signer(credentials, reach.region)
    known = read_credentials()
    if name not in known:
        raise Failure(
            f"There is no contributor {name!r} here, only {', '.join(sorted(known))}: "
            f"`make contributor NAME={name} KIND=desk` makes one."
        )
    key = known[name]
    return Signer(Credentials(key["access_key_id"], key["secret_access_key"]), reach.region)


def main() -> None:
    """Submit, print the answer and the address, and wait for the page."""
    body = read_article(os.environ.get("FILE", ""))
    name = os.environ.get("AS") or "desk"
    reach = reach_stack()
    answer = find_signer(reach, name).send(
        "POST", f"{reach.api_url}/articles", body, {"Content-Type": "application/json"}
    )
    if answer.status == _FORBIDDEN:
        raise Failure(f"The API refused {name}: this contributor may not submit articles.")
    if answer.status == _CONFLICT:
        raise Failure(
            f"The API has another article of this id ({describe_problem(answer)}): send a change "
            f"with PUT and If-Match, see docs/api, or choose another id."
        )
    if answer.status not in {_CREATED, _OK}:
        raise Failure(f"The API refused the article: {describe_problem(answer)}")
    console.print(answer.text, markup=False, soft_wrap=True)
    receipt = answer.json()
    if receipt.get("status") != "published":
        console.print(
            f"[green]✓[/] Taken; it is {receipt.get('status')}, so readers do not see it."
        )
        return
    seconds = _wait_until_read(str(receipt["url"]))
    console.print(
        f"[bold green]✓[/] Readers see it, after {seconds:.1f} seconds: {receipt['url']}",
        soft_wrap=True,
    )


def _wait_until_read(url: str) -> float:
    started = time.monotonic()
    while time.monotonic() - started < READ_DEADLINE:
        if send("GET", url).status == _OK:
            return time.monotonic() - started
        time.sleep(0.1)
    raise Failure(
        f"The article was taken, but {url} does not show it after {READ_DEADLINE:.0f} seconds: "
        f"GET it from the API, which says why in `fault`."
    )


if __name__ == "__main__":
    run_command(main)
