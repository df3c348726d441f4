"""What is sent as pictures in S3: uploads, the originals kept of them, and their tokens."""

import base64
import secrets
from contextlib import suppress
from typing import BinaryIO

from broadsheet.adapters.s3.bucket import Bucket
from broadsheet.domain.keys import original_key, token_key, upload_key
from broadsheet.domain.ports import Sink

_TOKEN_BYTES = 17  # 136 random bits: 26 characters of base32 hold 130 of them
_TOKEN_CHARACTERS = 26


class S3SentPictures:
    """What was sent to one bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def copy_upload(self, picture: str, announced: int, sink: Sink) -> str:
        """Copy what was sent as a picture after a record, by its number, had announced it.

        Returns its SHA-256; KeyError if there is nothing.
        """
        return self._bucket.copy_to(upload_key(picture, announced), sink)

    def copy_original(self, picture: str, sink: Sink) -> str:
        """Copy the original of a picture, and return its SHA-256; KeyError if there is none."""
        return self._bucket.copy_to(original_key(picture), sink)

    def keep_original(self, picture: str, file: BinaryIO, content_type: str) -> None:
        """Keep the exact bytes of a picture; those that are kept already stay."""
        self._bucket.write_once(original_key(picture), file, content_type)

    def token(self, picture: str) -> str:
        """Return the token of a picture in the making: the same to all that make it, for a day."""
        if kept := self.kept_token(picture):
            return kept
        made = base64.b32encode(secrets.token_bytes(_TOKEN_BYTES)).decode().lower()
        token = made[:_TOKEN_CHARACTERS]
        if self._bucket.write_once(token_key(picture), token.encode(), "text/plain"):
            return token
        return self._bucket.read(token_key(picture)).decode()

    def kept_token(self, picture: str) -> str | None:
        """Return the token of a picture in the making, if it has one."""
        with suppress(KeyError):
            return self._bucket.read(token_key(picture)).decode()
        return None
