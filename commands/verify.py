"""``broadsheet verify``: recompute every digest, and compare the log with its manifest."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import click
from botocore.config import Config

from broadsheet.domain.keys import (
    CONTENT_PREFIX,
    LOG_PREFIX,
    MANIFESTS_PREFIX,
    MESSAGES_PREFIX,
    ORIGINALS_PREFIX,
    PICTURE_LOG_PREFIX,
)
from commands.stack.options import for_a_stack
from commands.stack.reach import Reach
from commands.terminal import Failure, console, progress_bar

_KEPT = (
    LOG_PREFIX,
    MESSAGES_PREFIX,
    CONTENT_PREFIX,
    MANIFESTS_PREFIX,
    ORIGINALS_PREFIX,
    PICTURE_LOG_PREFIX,
)
_BATCH = 100
_AT_ONCE = 4
_ATTEMPTS = 3


@click.command("verify")
@for_a_stack
def verify_command(reach: Reach) -> None:
    """Recompute every digest of what is kept."""
    checked, faults, compared = verify(reach)
    for fault in faults:
        console.print(f"  {fault}", markup=False, soft_wrap=True)
    if faults:
        raise Failure(
            f"{len(faults)} of {checked} objects are not what they were: "
            f"docs/operations.md, VerifyFailuresAlarm, says how to put them back."
        )
    console.print(
        f"[bold green]✓[/] {checked} objects, and all are what they were; "
        f"manifest {compared['manifest']}."
    )


def verify(reach: Reach) -> tuple[int, list[str], dict[str, Any]]:
    """Verify a stack: return the number of objects, what is wrong, and the comparison."""
    client = reach.client("lambda", config=Config(read_timeout=900))
    call = partial(_call, client, reach.outputs["VerifyFunctionName"])
    keys = list(_list_keys(reach))
    batches = [
        {"Items": [{"Key": key} for key in keys[start : start + _BATCH]]}
        for start in range(0, len(keys), _BATCH)
    ]
    faults: list[str] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool, progress_bar() as progress:
        task = progress.add_task("Verifying, by objects", total=len(keys))
        for report in pool.map(call, batches):
            faults += report["faults"]
            progress.advance(task, report["checked"])
    compared = call({})
    faults += [fault for fault in compared["faults"] if fault not in faults]
    return len(keys), faults, compared


def _list_keys(reach: Reach) -> Iterator[str]:
    """List the keys of all that is kept."""
    pages = reach.client("s3").get_paginator("list_objects_v2")
    for prefix in _KEPT:
        for page in pages.paginate(Bucket=reach.outputs["BucketName"], Prefix=prefix):
            for listed in page.get("Contents", []):
                yield listed["Key"]


def _call(client: Any, function: str, event: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    for _ in range(_ATTEMPTS):  # verifying twice does no harm
        answer = client.invoke(FunctionName=function, Payload=json.dumps(event))
        report: dict[str, Any] = json.loads(answer["Payload"].read())
        if "FunctionError" not in answer:
            return report
    raise Failure(f"{function} keeps failing ({report.get('errorMessage')}): its log says more.")
