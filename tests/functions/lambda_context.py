"""What Lambda tells a handler of an invocation, for tests that call handlers themselves."""

from types import SimpleNamespace
from typing import Any

REQUEST_ID = "00000000-0000-4000-8000-00000000000a"


def lambda_context(milliseconds_left: int = 900_000) -> Any:
    """Make the context of an invocation that has so much time left."""
    return SimpleNamespace(
        function_name="broadsheet",
        memory_limit_in_mb=1024,
        invoked_function_arn="arn:aws:lambda:eu-west-1:123456789012:function:broadsheet",
        aws_request_id=REQUEST_ID,
        get_remaining_time_in_millis=lambda: milliseconds_left,
    )
