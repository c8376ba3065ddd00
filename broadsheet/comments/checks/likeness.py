"""How alike two texts are, by a number of 64 bits each (Charikar, STOC 2002: SimHash). Pure.

Every word votes on every bit, so that texts with the same words have the same number, in whatever
order, and a few other words change a few bits.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from broadsheet.comments.folding import Folded

BITS = 64
WORDS_MOST = 600
"""Words that are counted; with more than 1,300 the sums would not fit."""
_ZERO = 48


@lru_cache(maxsize=20_000)
def _votes(word: str) -> int:
    """Return a word's bits, sixteen bits apart: 48 for each 0, 49 for each 1.

    Sums of these are sums of all the bits at once.
    """
    digest = int.from_bytes(blake2b(word.encode(), digest_size=BITS // 8).digest(), "big")
    return int.from_bytes(f"{digest:0{BITS}b}".encode("utf-16-le"), "little")


def likeness(text: Folded) -> int:
    """Return the number of a text, from 0 to 2⁶⁴ - 1; a text without words goes by its signs."""
    words = tuple(islice(text.words, WORDS_MOST)) or (text.text,)
    total = sum(map(_votes, words)).to_bytes(BITS * 2, "little")
    half = len(words) * (_ZERO * 2 + 1)
    sums = memoryview(total).cast("H")
    return sum(1 << place for place in range(BITS) if sums[place] * 2 > half)


def apart(one: int, other: int) -> int:
    """Return by how many bits two numbers differ: 0 for the same words, about 32 for strangers."""
    return (one ^ other).bit_count()
