"""What an answer of the site says to a reader, for tests that compare two."""

from commands.stack.http_calls import HttpAnswer

_OF_ONE_ANSWER = {"date", "via", "x-amz-cf-id", "x-amzn-requestid", "x-amzn-trace-id"}


def lasting(answer: HttpAnswer) -> tuple[int, dict[str, str], bytes]:
    """Give all of an answer but its date and the ids of its request."""
    headers = {name: value for name, value in answer.headers.items() if name not in _OF_ONE_ANSWER}
    return answer.status, headers, answer.body
