"""What index and rebuild know of pictures, wired once for both."""

from broadsheet.adapters.clients import sqs_client
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.adapters.sqs.notices import QueueNotices
from broadsheet.indexing.picturing import Picturing


def picturing(bucket: Bucket, table: Table, picture_queue_url: str) -> Picturing:
    """Wire the logs of pictures, their uses and the queue of pictures to look at again."""
    notices = QueueNotices(picture_queue_url, "pictures", sqs_client)
    return Picturing(S3PictureLog(bucket), PictureUsesTable(table), notices)
