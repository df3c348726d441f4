"""A clean replay: the index and the contents that a log comes to when nothing goes wrong."""

from collections.abc import Collection
from contextlib import suppress

from broadsheet.adapters.clients import s3_client
from broadsheet.adapters.s3.log import S3Log
from broadsheet.domain.problems import UnreadableRevision
from broadsheet.domain.revision_name import RevisionName
from broadsheet.indexing.indexer import Indexer
from broadsheet.indexing.notices import Notice, follow_notice
from broadsheet.site_file import load_site
from tests.adapters.stores import contents_in, index_in
from tests.adapters.template_stores import make_bucket, make_table
from tests.domain.records import NOON
from tests.fakes.pictures import no_pictures


def replayed(log: S3Log, articles: Collection[str]) -> tuple[str, str]:
    """Index articles once, from nothing; the bucket and the table that this fills."""
    bucket, table = make_bucket(), make_table()
    index = index_in(table)
    indexer = Indexer(log, contents_in(bucket), index, load_site(), no_pictures())
    for article in articles:
        with suppress(UnreadableRevision):
            follow_notice(Notice(article, RevisionName.of_desk(1), NOON), indexer, index, NOON)
    return bucket, table


def derived_in(bucket: str, prefix: str) -> dict[str, bytes]:
    """Read what was derived into a bucket of the articles with a prefix, by its key."""
    pages = s3_client().get_paginator("list_objects_v2")
    return {
        key: s3_client().get_object(Bucket=bucket, Key=key)["Body"].read()
        for page in pages.paginate(Bucket=bucket, Prefix=f"content/{prefix}")
        for key in (found["Key"] for found in page.get("Contents", []))
    }
