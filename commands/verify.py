"""``make verify``: recompute every digest, and compare the log with its manifest."""

from collections.abc import Iterator, Sequence
from typing import Any

from commands.batches import Function, call_batches, split
from commands.failure import Failure, console, run_command
from commands.reach import Reach, reach_stack

PREFIXES = ("articles/", "messages/", "content/", "manifests/")
_BATCH = 100


def list_keys(reach: Reach) -> Iterator[str]:
    """List the keys of all that is kept."""
    pages = reach.client("s3").get_paginator("list_objects_v2")
    for prefix in PREFIXES:
        for page in pages.paginate(Bucket=reach.outputs["BucketName"], Prefix=prefix):
            for listed in page.get("Contents", []):
                yield listed["Key"]


def verify(reach: Reach) -> tuple[int, list[str], dict[str, Any]]:
    """Verify a stack.

    Returns
    -------
    tuple
        How many objects were checked, a sentence for each that is not what it was, and what the
        comparison with the manifest came to.
    """
    function = Function(reach, "Verify")
    faults: list[str] = []

    def check(keys: Sequence[str]) -> Any:  # noqa: ANN401 - the function's report
        return function.call({"Items": [{"Key": key} for key in keys]})

    def add(_keys: Sequence[str], answer: dict[str, Any]) -> None:
        faults.extend(answer["faults"])

    batches = list(split(list_keys(reach), _BATCH))
    call_batches("Verifying", batches, check, add)
    compared = function.call({})
    faults += [fault for fault in compared["faults"] if fault not in faults]
    return sum(map(len, batches)), faults, compared


def main() -> None:
    """Verify, and print what was found."""
    checked, faults, compared = verify(reach_stack())
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


if __name__ == "__main__":
    run_command(main)
