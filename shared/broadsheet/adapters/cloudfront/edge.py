"""The edge: CloudFront told to forget what it keeps.

https://docs.aws.amazon.com/AmazonCloudFront/latest/APIReference/API_CreateInvalidation.html
"""

import uuid
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from broadsheet.adapters.clients import error_code, store_errors
from broadsheet.domain.keys import rendition_key, renditions_prefix
from broadsheet.domain.problems import StoreUnavailable

if TYPE_CHECKING:
    from mypy_boto3_cloudfront import CloudFrontClient

_TOO_MANY = "TooManyInvalidationsInProgress"


class CloudFrontEdge:
    """One distribution.

    Parameters
    ----------
    distribution
        Its id.
    client
        Returns the client to call it by, which is made when it is first needed.
    """

    def __init__(self, distribution: str, client: Callable[[], "CloudFrontClient"]) -> None:
        self._distribution = distribution
        self._client = client

    def forget(self, token: str, names: Collection[str]) -> None:
        """Have the edge forget the renditions of a picture, whatever of them it keeps.

        One path with a star costs a part of what their names cost. Of those 15 may be under way at
        once, and of plain ones 3,000: when many pictures go at once, they are named. See
        https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html

        Parameters
        ----------
        token
            Of the picture.
        names
            Of its renditions.

        Raises
        ------
        StoreUnavailable
            If CloudFront is, or has too much to forget already.
        """
        if self._invalidate([renditions_prefix(token) + "*"]):
            return
        if not self._invalidate([rendition_key(token, name) for name in names]):
            raise StoreUnavailable("CloudFront has too many invalidations under way")

    def _invalidate(self, keys: list[str]) -> bool:
        """Begin an invalidation of what stands at some keys; False if too many are under way."""
        paths = ["/" + key for key in keys]
        with store_errors("telling CloudFront"):
            try:
                self._client().create_invalidation(
                    DistributionId=self._distribution,
                    InvalidationBatch={
                        "Paths": {"Quantity": len(paths), "Items": paths},
                        "CallerReference": uuid.uuid4().hex,
                    },
                )
            except ClientError as error:
                if error_code(error) == _TOO_MANY:
                    return False
                raise
        return True
