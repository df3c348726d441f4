"""Calling a function for batches, several at once, with progress and an estimate."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

from botocore.config import Config

from commands.failure import Failure
from commands.progress import progress_bar
from commands.reach import Reach

_AT_ONCE = 4
_ATTEMPTS = 3
_LONGEST_CALL = 900


class Function:
    """A deployed function, called and waited for.

    Parameters
    ----------
    reach
        The stack.
    name
        As the stack's outputs name it: ``Rebuild``.
    """

    def __init__(self, reach: Reach, name: str) -> None:
        make: Any = reach.session.client
        self._client = make(
            "lambda",
            endpoint_url=reach.endpoint_url,
            # A call that is under way is waited for, not made again.
            config=Config(read_timeout=_LONGEST_CALL, retries={"total_max_attempts": 1}),
        )
        self._name = reach.outputs[f"{name}FunctionName"]

    def call(self, event: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever the function answers
        """Call it, again where it fails; everything that is called so may be done twice.

        Raises
        ------
        Failure
            If it keeps failing.
        """
        for _ in range(_ATTEMPTS):
            answer = self._client.invoke(FunctionName=self._name, Payload=json.dumps(event))
            told = json.loads(answer["Payload"].read() or b"null")
            if "FunctionError" not in answer:
                return told
        reason = told.get("errorMessage", told) if isinstance(told, dict) else told
        raise Failure(f"{self._name} failed {_ATTEMPTS} times ({reason}): its log says more.")


def split(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """Split into batches."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def call_batches(
    what: str,
    batches: Sequence[Sequence[str]],
    call: Callable[[Sequence[str]], Any],
    done: Callable[[Sequence[str], Any], None],
) -> None:
    """Call for every batch, several at once, and show how far it has come.

    Parameters
    ----------
    what
        Beside the bar: ``Verifying``.
    batches
        What to call with.
    call
        Makes one call.
    done
        Is told of each batch and its answer, in the order of the batches.
    """
    with ThreadPoolExecutor(_AT_ONCE) as callers, progress_bar(what, "objects") as progress:
        task = progress.add_task(what, total=sum(map(len, batches)))
        try:
            for batch, answer in zip(batches, callers.map(call, batches), strict=True):
                done(batch, answer)
                progress.advance(task, len(batch))
        except BaseException:
            callers.shutdown(cancel_futures=True)
            raise
