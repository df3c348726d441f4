"""Deliveries of SQS: when a message that could not be followed comes again.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from broadsheet.adapters.clients import store_errors

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class QueueDeliveries:
    """The deliveries of one queue.

    Parameters
    ----------
    url
        Its URL.
    client
        Returns the client to call it by, which is made when it is first needed.
    """

    def __init__(self, url: str, client: Callable[[], "SQSClient"]) -> None:
        self._url = url
        self._client = client

    def again_in(self, seconds: int, receipt: str) -> None:
        """Have a message delivered again in some seconds, by the receipt of its delivery."""
        with store_errors("asking for a message again"):
            self._client().change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=receipt, VisibilityTimeout=seconds
            )
