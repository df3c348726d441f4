"""What an article page may weigh, without pictures and with a lead, and how much it may ask for."""

import gzip

MOST_BYTES = 45_000
"""Of all bodies as the edge sends them: text in gzip, the face of headlines as it is."""
MOST_WITH_LEAD = 120_000
"""Of all bodies as the edge sends them to a telephone, the picture in the best format too."""
MOST_UNPACKED = 64_000
"""Of all bodies as render answers them."""
MOST_OF_A_FRONT, MOST_OF_A_FRONT_SENT = 40_000, 8_000
"""Of the HTML of a page of the front where every story has a picture, unpacked and sent."""
MOST_REQUESTS = 4
MOST_FACE = 22_000
MOST_HEADERS = 1_200
"""Of one answer, as the local CDN writes them in HTTP/1.1."""


def sent_bytes(content_type: str, body: bytes) -> int:
    """Return how many bytes the edge sends of a body."""
    return len(body) if content_type.startswith("font/") else len(gzip.compress(body))
