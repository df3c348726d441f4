"""Notices in SQS: a queue is told what to look at again, beside what S3 tells it."""

import json
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Literal

from broadsheet.adapters.clients import store_errors
from broadsheet.domain.problems import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

_MESSAGES_A_CALL = 10
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html"""


class QueueNotices:
    """One queue.

    Parameters
    ----------
    url
        Its URL.
    kind
        What the ids are of; the name under which its messages have them.
    client
        Returns the client to call it by, which is made when it is first needed.
    """

    def __init__(
        self,
        url: str,
        kind: Literal["articles", "pictures"],
        client: Callable[[], "SQSClient"],
    ) -> None:
        self._url = url
        self._kind = kind
        self._client = client

    def tell(self, ids: Collection[str]) -> None:
        """Tell of some articles, or of some pictures, by their ids, each in a message of its own.

        Raises
        ------
        StoreUnavailable
            If not all could be told; tell all of them again.
        """
        ordered = list(ids)
        for start in range(0, len(ordered), _MESSAGES_A_CALL):
            entries: list[SendMessageBatchRequestEntryTypeDef] = [
                {"Id": str(number), "MessageBody": json.dumps({self._kind: [one]})}
                for number, one in enumerate(ordered[start : start + _MESSAGES_A_CALL])
            ]
            with store_errors("telling a queue"):
                answer = self._client().send_message_batch(QueueUrl=self._url, Entries=entries)
            if failed := answer.get("Failed"):
                raise StoreUnavailable(f"{len(failed)} messages could not be sent")
