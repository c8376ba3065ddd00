"""The words of a text, as one text is compared with another."""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST_WORD = 40
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning: four letters or more; pairs in wide scripts."""
    found = {word for word in re.findall(r"\w{4,}", text.casefold()) if word.isascii()}
    found |= {word for word in re.findall(r"[^\W\d_]{2,}", text.casefold()) if not word.isascii()}
    wide = re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}", text)
    found |= {run[at : at + 2] for run in wide for at in range(len(run) - 1)}
    return frozenset(word for word in found if len(word) < _LONGEST_WORD)


def key(text: str) -> str:
    """A text as it is compared with another: letters and figures only."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
