"""A run of the rebuild: its parts, the report of each, and the sum of all.

The parts are done by many workers, and some of them twice. Each report has a key of its own, so
that a part that is done again takes the place of its former report and nothing counts twice.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

from broadsheet.domain.keys import part_report_key, part_report_prefix, report_key
from broadsheet.domain.ports import Objects, Sweep
from broadsheet.indexing.rebuilding import Rebuilder, articles_beginning_in, report_document
from broadsheet.observability import logger

MOST_TOLD = 20
"""Findings of a kind that the sum of a run tells, which is to fit into a state's 256 KB."""
_COUNTS = ("articles", "equal", "pictures")
_FINDINGS = ("repaired", "swept", "pictures_repaired", "faults")
_AT_ONCE = 16


class RebuildRun:
    """One run.

    Parameters
    ----------
    rebuilder, sweep, objects
        What puts articles right, what sweeps, and where the log and the reports are.
    name
        The run's: the name of the execution of the state machine.
    """

    def __init__(self, rebuilder: Rebuilder, sweep: Sweep, objects: Objects, name: str) -> None:
        self._rebuilder = rebuilder
        self._sweep = sweep
        self._objects = objects
        self._name = name

    def rebuild_batch(self, keys: Sequence[str]) -> dict[str, Any]:
        """Rebuild the articles that begin in a batch of the log's listing, and count them."""
        started = time.monotonic()
        articles, strays = articles_beginning_in(keys, self._objects.objects)
        rebuilt = self._rebuilder.rebuild_all(articles)
        report = report_document(rebuilt, strays, seconds=time.monotonic() - started)
        self._keep(f"batch {keys[0]}", report)
        found: dict[str, Any] = {kind: len(report[kind]) for kind in ("repaired", "faults")}
        if any(found.values()):
            logger.warning("not as it should be", articles=len(articles), **found)
        return {"articles": len(articles)} | found

    def sweep_part(self, part: dict[str, Any], may_go_on: Callable[[], bool]) -> dict[str, Any]:
        """Sweep a part of the index, and give the next one.

        Parameters
        ----------
        part
            ``segment`` of ``segments``, and the ``start``, which is nothing at the beginning and,
            in what is given back, at the end.
        may_go_on
            Asked after every page.
        """
        swept = self._sweep.sweep(**part, may_go_on=may_go_on)
        self._keep(f"sweep {part}", {"swept": list(swept.removed)})
        return part | {"start": swept.next_start}

    def sum_up(self) -> dict[str, Any]:
        """Add up the reports of all parts, and store the sum.

        Returns
        -------
        dict
            ``run``; ``articles``, ``equal``, ``repaired``, ``swept``, ``pictures``,
            ``pictures_repaired`` and ``faults`` as numbers; ``seconds`` of work in all workers; and
            under ``told`` the first findings of each kind.
        """
        sums: dict[str, Any] = dict.fromkeys((*_COUNTS, *_FINDINGS), 0) | {"seconds": 0.0}
        told: dict[str, list[Any]] = {kind: [] for kind in _FINDINGS}
        for report in self._parts():
            for name in (*_COUNTS, "seconds"):
                sums[name] += report.get(name, 0)
            for kind in _FINDINGS:
                found = report.get(kind, [])
                sums[kind] += len(found)
                told[kind] += found[: MOST_TOLD - len(told[kind])]
        whole = {"run": self._name, **sums, "seconds": round(sums["seconds"], 1), "told": told}
        self._objects.write(report_key(self._name), json.dumps(whole).encode())
        logger.info("rebuilt", report=whole)
        return whole

    def _keep(self, part: str, report: Mapping[str, Any]) -> None:
        self._objects.write(part_report_key(self._name, part), json.dumps(report).encode())

    def _parts(self) -> Iterator[dict[str, Any]]:
        """Read the reports, some at once and no more of them in memory."""
        listed = self._objects.objects(part_report_prefix(self._name))
        keys = (each.key for each in listed)
        with ThreadPoolExecutor(_AT_ONCE) as readers:
            while some := list(islice(keys, _AT_ONCE)):
                yield from map(json.loads, readers.map(self._objects.read, some))
