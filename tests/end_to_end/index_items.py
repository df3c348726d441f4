"""What the index on the local AWS holds of some articles, item for item."""

from collections.abc import Collection
from typing import Any

from broadsheet.adapters.clients import dynamodb_client

Items = dict[tuple[str, str], dict[str, Any]]


def items_of(articles: Collection[str], table: str) -> Items:
    """Read every item of these articles: heads, faults, and cards in whatever list they stand.

    The moment at which a fault was seen is left out: it is another at each attempt.
    """
    pages = dynamodb_client().get_paginator("scan").paginate(TableName=table, ConsistentRead=True)
    found: Items = {}
    for page in pages:
        for item in page["Items"]:
            place = item["pk"]["S"], item["sk"]["S"]
            # A head names its article; the place of a card or of a fault ends with it.
            article = item.get("article", {"S": place[1].rpartition("#")[2]})["S"]
            if article in articles:
                item.pop("at", None)
                found[place] = item
    return found
