"""The sample articles: sent as any desk would, again at every start, and the same each time."""

from http import HTTPStatus

from commands.layout import ROOT
from commands.local.stack import RunningStack
from commands.stack.articles import submit_article, wait_until_read
from commands.stack.http_calls import signer_with_key
from commands.terminal import Failure

SAMPLES = ROOT / "samples"
"""JSON files, each an article with an ``id`` of its own, sent in the order of their names."""


def publish_samples(stack: RunningStack) -> None:
    """Send every sample as the desk, and wait until readers see those that are published."""
    desk, receipts = signer_with_key(stack.keys["desk"], stack.reach.region), []
    for file in sorted(SAMPLES.glob("*.json")):
        answer = submit_article(file.read_bytes(), desk, stack.reach)
        if answer.status in {HTTPStatus.CREATED, HTTPStatus.OK}:
            receipts.append(answer.json())
        # One that was rewritten or erased since it was sent is the desk's own affair.
        elif answer.status not in {HTTPStatus.CONFLICT, HTTPStatus.GONE}:
            raise Failure(f"The API refused {file.name}: {answer.describe_problem()}")
    for receipt in receipts:
        if receipt["status"] == "published":
            wait_until_read(receipt["url"])
