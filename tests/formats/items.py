"""An item that every desk may submit, and messages that hold it."""

import json
from typing import Any

ITEM = {"headline": "Bridge", "section": "news", "body": "Open."}


def message_of(**fields: Any) -> bytes:
    """Make a message of the item, some of its fields changed."""
    return json.dumps(ITEM | fields).encode()
