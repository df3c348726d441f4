import json

import pytest

from commands.stack.http_calls import HttpAnswer


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            json.dumps({
                "title": "Unprocessable",
                "detail": "2 faults.",
                "errors": [
                    {"pointer": "/headline", "detail": "is missing"},
                    {"pointer": "/tags", "detail": "must be a list"},
                ],
            }),
            "status 422, 2 faults; /headline: is missing; /tags: must be a list",
        ),
        ('{"detail": "It is not JSON."}', "status 422, It is not JSON."),
        ('{"message": "Forbidden"}', "status 422, Forbidden"),
        ("<html>", "status 422, <html>"),
        ("", "status 422, no words"),
    ],
)  # fmt: skip
def test_a_problem_is_told_in_one_sentence(body: str, sentence: str) -> None:
    assert HttpAnswer(422, {}, body.encode()).describe_problem() == sentence
