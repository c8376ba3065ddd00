"""How a count that never stops is shown, so that not every step prints pages anew. Pure."""

from __future__ import annotations

EXACT_TO = 100
DIGITS = 2


def shown(count: int) -> int:
    """Return the count that is shown: exact up to a hundred, then its first two figures."""
    if count < EXACT_TO:
        return count
    step: int = 10 ** (len(str(count)) - DIGITS)
    return count - count % step


def changes(before: int, after: int) -> bool:
    """Whether what is shown becomes another one."""
    return (shown(before), before > shown(before)) != (shown(after), after > shown(after))
