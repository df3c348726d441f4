"""What an article page without pictures may weigh: its bodies uncompressed, and its requests."""

MOST_BYTES = 45_000
MOST_REQUESTS = 4
MOST_WITHOUT_FACE = 32_000
"""The page, the stylesheet and the script: the rest is for the face of headlines alone."""
MOST_FACE = 13_000
MOST_HEADERS = 1_200
"""Of one answer, as the local CDN writes them in HTTP/1.1."""
