"""Where a page of a conversation ends. Pure.

A page that always held twenty comments would begin and end elsewhere with each new one, and every
address of a further page would be asked for once and never again. So a page ends, near the
twentieth, at the comment whose number is the least by a hash: most ends stay where they are when
others come.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b


def window(size: int) -> tuple[int, int]:
    """Return how many a page has at least and at most."""
    spread = size // 4
    return size - spread, size + spread


def end(numbers: Sequence[int], size: int) -> int:
    """Return how many of these stand on the page; hand in one more than the most, if there are.

    What is left of fewer than that all stands on it.
    """
    least, most = window(size)
    if len(numbers) <= most:
        return len(numbers)
    return min(range(least, most + 1), key=lambda place: _mark(numbers[place - 1]))


def _mark(number: int) -> bytes:
    return blake2b(str(number).encode(), digest_size=8).digest()
