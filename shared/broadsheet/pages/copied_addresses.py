"""Addresses that were copied out of a text, with what stood around them or was put into them."""

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""What programs put into long words so that a line can end there."""
_COPIED_WITH_IT = (
    " \t\n\r\u00a0\u2009\u202f\u3000"
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ".,:;!?…·•*_~|–—'\"`´‘’‚“”„«»‹›()[]{}<>%،؛؟。、，」』）】"  # noqa: RUF001 - other scripts' own
)
"""White space, marks of direction and punctuation: what stood behind an address in a sentence."""


def bare(text: str) -> str:
    """Take away what nobody sees, and what was copied along before a last slash or after it."""
    found = _INVISIBLE.sub("", text).rstrip(_COPIED_WITH_IT)
    return f"{found[:-1].rstrip(_COPIED_WITH_IT)}/" if found.endswith("/") else found
