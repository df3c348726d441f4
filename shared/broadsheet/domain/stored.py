"""What is in the bucket, as a listing shows it."""

from dataclasses import dataclass

from broadsheet.domain.problems import UnreadableRevision

MAX_OBJECT_BYTES = 32 << 20
"""Far above any message, record or content; a manifest is copied piece by piece."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object as S3 lists it.

    Attributes
    ----------
    key, etag
        Its key, and the tag that changes with its bytes.
    versions
        How many versions and delete markers there are of it, where they were asked for.
    is_deleted
        Whether the newest of them is a delete marker.
    """

    key: str
    etag: str
    versions: int = 1
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version of an object in a store that keeps every version.

    Attributes
    ----------
    key, version
        Of the object, and which of its versions; the newest of a key is what readers get.
    is_newest
        Whether it is that.
    is_marker
        Whether it is a delete marker, which has no bytes.
    size
        In bytes.
    """

    key: str
    version: str
    is_newest: bool
    is_marker: bool
    size: int


def check_object_size(key: str, size: int) -> None:
    """Check that an object of so many bytes may be read into memory.

    Raises
    ------
    UnreadableRevision
        If it is larger than anything that the paper writes.
    """
    if size > MAX_OBJECT_BYTES:
        reason = f"it has {size} bytes; at most {MAX_OBJECT_BYTES} can be"
        raise UnreadableRevision(key, reason)
