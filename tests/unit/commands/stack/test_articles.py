"""Readers are waited for, also while the name of the site is not known everywhere."""

import pytest

from commands.stack import articles
from commands.stack.articles import wait_until_read
from commands.stack.http_calls import HttpAnswer
from commands.terminal import Failure


def test_a_page_is_waited_for_while_its_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [HttpAnswer(200, {}, b""), HttpAnswer(502, {}, b""), None]

    def send(_method: str, _url: str) -> HttpAnswer:
        answer = answers.pop()
        if answer is None:
            raise OSError("unknown name")
        return answer

    monkeypatch.setattr(articles, "send", send)
    wait_until_read("https://d1.cloudfront.net/")
    assert answers == []


def test_a_page_that_does_not_come_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "READ_DEADLINE", 0.0)
    with pytest.raises(Failure, match=r"https://d1.cloudfront.net/ cannot be read"):
        wait_until_read("https://d1.cloudfront.net/")
