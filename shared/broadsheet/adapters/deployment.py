"""The answer that CloudFormation waits for when a deployment wakes a function.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
"""

import json
from collections.abc import Mapping
from typing import Any

from broadsheet.adapters.http import Request, open_url

_TIMEOUT_SECONDS = 5.0


def is_deployment(event: Mapping[str, Any]) -> bool:
    """Whether an event is the request of a custom resource."""
    return "RequestType" in event and "ResponseURL" in event


def answer_deployment(event: Mapping[str, Any]) -> None:
    """Report to CloudFormation that the custom resource is as it should be.

    Parameters
    ----------
    event
        The request of the custom resource.

    Raises
    ------
    OSError
        If the answer cannot be delivered; Lambda then repeats the whole invocation, which is
        better than a deployment that waits an hour for nothing.
    """
    answer = {
        "Status": "SUCCESS",
        # Always the same: another would make CloudFormation delete the resource of the old one.
        "PhysicalResourceId": event.get("PhysicalResourceId", event["LogicalResourceId"]),
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }
    request = Request(
        event["ResponseURL"],
        data=json.dumps(answer).encode(),
        headers={"Content-Type": ""},  # the address is signed for an upload without one
        method="PUT",
    )
    with open_url(request, _TIMEOUT_SECONDS):
        pass
