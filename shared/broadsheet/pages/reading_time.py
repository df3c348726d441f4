"""Reading time: how long a body is to read."""

import re

WORDS_A_MINUTE = 230
"""Of a grown reader in silence, of prose: 238 in English (Brysbaert, 2019,
https://doi.org/10.1016/j.jml.2019.104047), and near that in other languages."""
_TAG = re.compile(r"<[^>]*>")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Letters of Chinese and Japanese, which part no words; two of them are counted as one."""


def words_in(body: str) -> int:
    """Return how many words a cleaned body has."""
    text = _TAG.sub(" ", body)
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def minutes_to_read(body: str) -> int:
    """Return the minutes that a cleaned body takes to read; 0 for what takes less than one."""
    words = words_in(body)
    return round(words / WORDS_A_MINUTE) if words >= WORDS_A_MINUTE else 0
