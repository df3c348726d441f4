"""The adapters over a bucket and a table, by their names, as the handlers wire them."""

from broadsheet.adapters.clients import dynamodb_client, s3_client
from broadsheet.adapters.dynamodb.header_facts import HeaderFactsTable
from broadsheet.adapters.dynamodb.index_shelf import IndexShelf
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.dynamodb.picture_uses import PictureUsesTable
from broadsheet.adapters.dynamodb.readers_table import ReadersTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.kept_contents import KeptContents
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.contents import S3Contents
from broadsheet.adapters.s3.log import S3Log
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.adapters.s3.readers_bucket import ReadersBucket
from broadsheet.domain.ports import Notices
from broadsheet.indexing.picturing import Picturing
from tests.fakes.pictures import MemoryNotices


def objects_in(bucket: str) -> Bucket:
    """The bucket, object by object."""
    return Bucket(bucket, s3_client)


def log_in(bucket: str) -> S3Log:
    """The log in a bucket."""
    return S3Log(objects_in(bucket))


def picture_log_in(bucket: str) -> S3PictureLog:
    """The logs of pictures in a bucket."""
    return S3PictureLog(objects_in(bucket))


def contents_in(bucket: str) -> S3Contents:
    """The contents in a bucket."""
    return S3Contents(objects_in(bucket))


def readers_contents_in(bucket: str) -> KeptContents:
    """The contents in a bucket, as readers' pages read them."""
    return KeptContents(ReadersBucket(bucket).read)


def readers_shelf_in(table: str) -> IndexShelf:
    """The index in a table, as readers' pages read it."""
    return IndexShelf(ReadersTable(table))


def items_in(table: str) -> Table:
    """The table, item by item."""
    return Table(table, dynamodb_client)


def index_in(table: str) -> IndexTable:
    """The index in a table."""
    return IndexTable(items_in(table))


def header_in(table: str) -> HeaderFactsTable:
    """The header's facts in a table."""
    return HeaderFactsTable(items_in(table))


def picturing_in(bucket: str, table: str, notices: Notices | None = None) -> Picturing:
    """What an article and its pictures know of each other, and a queue in memory."""
    uses = PictureUsesTable(items_in(table))
    return Picturing(S3PictureLog(objects_in(bucket)), uses, notices or MemoryNotices())
