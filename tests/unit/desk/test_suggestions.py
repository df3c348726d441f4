"""Suggestions: the names of the newest articles, the most used first."""

import json
from typing import Any

from broadsheet.desk.operations import answer
from tests.commands.memory_api import NOW
from tests.desk.desk_requests import desk_request
from tests.desk.memory_desk import memory_desk
from tests.fakes.index import MemoryIndex
from tests.fakes.log import MemoryLog
from tests.pages.whole_paper import WholePaper, site_in


def test_names_are_those_of_articles_and_the_most_used_come_first() -> None:
    paper = WholePaper(site_in("en"))
    api = memory_desk(paper._log, paper._index)
    told: dict[str, Any] = json.loads(answer(api, desk_request("GET /suggestions", None), NOW).body)
    assert told["bylines"][0] == "Eleni Markou"
    assert set(told["tags"][:2]) == {"Cyprus", "edition"}
    assert len(set(told["tags"])) == len(told["tags"]) <= 200


def test_of_a_paper_with_no_articles_there_are_none() -> None:
    api = memory_desk(MemoryLog(), MemoryIndex())
    answered = answer(api, desk_request("GET /suggestions", None), NOW)
    assert json.loads(answered.body) == {"bylines": [], "tags": []}
