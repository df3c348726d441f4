"""Signature Version 4 of a request, with its path as S3 takes it: as it is sent.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import hashlib
import hmac
import time
from collections.abc import Mapping
from functools import lru_cache

Fields = Mapping[str, str]  # of a header, by their names in lower case
HttpRequest = tuple[str, str, Fields, bytes]  # method, path and query as they are sent, …, body


def sign(request: HttpRequest, service: str, keys: Fields, moment: float) -> dict[str, str]:
    """Return the header fields of a request, ``host`` among them, with its signature.

    The keys and the region are those of Lambda's environment; the moment is seconds since 1970.
    """
    method, target, headers, body = request
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(moment))
    fields = {**headers, "x-amz-date": stamp}
    if token := keys.get("AWS_SESSION_TOKEN"):
        fields["x-amz-security-token"] = token
    names = ";".join(sorted(fields))
    path, _, query = target.partition("?")
    pairs = "&".join(sorted(query.split("&"), key=lambda pair: pair.split("=", 1)))
    lines = [f"{name}:{' '.join(fields[name].split())}" for name in sorted(fields)]
    whole = [method, path, pairs, *lines, "", names, hashlib.sha256(body).hexdigest()]
    digest = hashlib.sha256("\n".join(whole).encode()).hexdigest()
    scope = f"{stamp[:8]}/{keys['AWS_DEFAULT_REGION']}/{service}/aws4_request"
    told = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{digest}".encode()
    signature = hmac.digest(_key_of_day(keys["AWS_SECRET_ACCESS_KEY"], scope), told, "sha256").hex()
    fields["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={keys['AWS_ACCESS_KEY_ID']}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    return fields


@lru_cache(maxsize=4)
def _key_of_day(secret: str, scope: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key
