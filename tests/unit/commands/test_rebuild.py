from pathlib import Path

from commands.batches import split
from commands.rebuild import Report

ANSWER = {"articles": 2, "equal": 1, "repaired": [{"article": "b"}], "faults": []}


def test_batches_have_everything_once_in_order() -> None:
    assert list(split("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    assert list(split("", 2)) == []


def test_what_was_done_is_kept_until_all_is(tmp_path: Path) -> None:
    path = tmp_path / "state" / "rebuild.json"
    report = Report(path)
    assert report.after == ""
    report.add(["a", "b"], ANSWER)

    going_on = Report(path)
    assert going_on.after == "b"
    going_on.add(["c", "d"], ANSWER)
    whole = going_on.finish(2.04)

    assert (whole["articles"], whole["equal"], whole["seconds"]) == (4, 2, 2.0)
    assert whole["repaired"] == [{"article": "b"}, {"article": "b"}]
    assert "after" not in whole
    assert Report(path).after == ""
