"""What ``submit`` works with, made once for each worker."""

import os
from functools import cache

from broadsheet.adapters.clients import dynamodb_client, s3_client, users_client
from broadsheet.adapters.cognito.editor_names import EditorNames
from broadsheet.adapters.dynamodb.desk_facts import DeskFactsTable, KeptDeskFacts
from broadsheet.adapters.dynamodb.index_table import IndexTable
from broadsheet.adapters.dynamodb.picture_list import PictureListTable
from broadsheet.adapters.dynamodb.table import Table
from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.adapters.s3.log import S3Log
from broadsheet.adapters.s3.picture_files import S3PictureFiles
from broadsheet.adapters.s3.picture_log import S3PictureLog
from broadsheet.desk.editing import Desk
from broadsheet.desk.look_ups import LookUps
from broadsheet.desk.operations import DeskApi
from broadsheet.desk.picture_desk import PictureDesk
from broadsheet.desk.previewing import Previewing
from broadsheet.settings import SubmitSettings, read_settings
from broadsheet.site_file import load_site


@cache
def facts() -> KeptDeskFacts:
    """Return what knows where the site stands."""
    return KeptDeskFacts(DeskFactsTable(_table()))


@cache
def wiring(site_url: str) -> DeskApi:
    """Wire what the operations work with.

    Parameters
    ----------
    site_url
        Scheme and host of the readers' site; empty while nobody has told it.
    """
    bucket, site = Bucket(_settings().bucket, s3_client), load_site()
    log, pictures = S3Log(bucket), S3PictureLog(bucket)
    index = IndexTable(_table())
    return DeskApi(
        Desk(log, site, site_url, pictures),
        LookUps(log, index, site, site_url, pictures),
        Previewing(log, index, site, site_url, pictures),
        PictureDesk(pictures, S3PictureFiles(bucket), PictureListTable(_table()), site_url),
        EditorNames(_settings().user_pool, users_client),
    )


def forget() -> None:
    """Forget all of it, as a worker that ends does."""
    for made in (facts, wiring, _settings, _table):
        made.cache_clear()


@cache
def _settings() -> SubmitSettings:
    return read_settings(SubmitSettings, os.environ)


@cache
def _table() -> Table:
    return Table(_settings().table, dynamodb_client)
