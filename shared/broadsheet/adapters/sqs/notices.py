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
    ids_a_message
        How many ids one message has at most: as many as its reader does in the time of one.
    """

    def __init__(
        self,
        url: str,
        kind: Literal["articles", "pictures"],
        client: Callable[[], "SQSClient"],
        *,
        ids_a_message: int = 1,
    ) -> None:
        self._url = url
        self._kind = kind
        self._client = client
        self._ids_a_message = ids_a_message

    def tell(self, ids: Collection[str]) -> None:
        """Tell of some articles, or of some pictures, by their ids.

        Raises
        ------
        StoreUnavailable
            If not all could be told; tell all of them again.
        """
        bodies = [json.dumps({self._kind: some}) for some in _parts(ids, self._ids_a_message)]
        for some in _parts(bodies, _MESSAGES_A_CALL):
            entries: list[SendMessageBatchRequestEntryTypeDef] = [
                {"Id": str(number), "MessageBody": body} for number, body in enumerate(some)
            ]
            with store_errors("telling a queue"):
                answer = self._client().send_message_batch(QueueUrl=self._url, Entries=entries)
            if failed := answer.get("Failed"):
                raise StoreUnavailable(f"{len(failed)} messages could not be sent")


def _parts(values: Collection[str], most: int) -> list[list[str]]:
    ordered = list(values)
    return [ordered[start : start + most] for start in range(0, len(ordered), most)]
