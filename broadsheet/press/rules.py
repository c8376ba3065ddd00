"""The press's decisions: what a key hashes to, what is printed first, what is set aside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

FRESH = timedelta(hours=36)
"""How long a story is news: until then its page is printed before the fronts."""
PROMPT = 1_000
"""How many sheets one change reprints at once; older ones are printed when a reader asks."""
PAGE = "page:"
"""How the key begins by which an address asks to be printed."""
IMPRINT = "imprint"
"""The key that every page carries: templates, code and settings, which are no rows."""
SLOT = "slot:"
"""How the address of a settled slot begins; no reader's address does."""
SLOT_PLATE = "slot"
"""The plate of the sheets of settled slots."""
FRONTS = 3
"""Up to this weight a plate's pages are fronts: they are printed in turn, whichever they are."""
IDLE = 100
"""From this rank on a sheet waits until nothing else is due."""
RUNNING = "running:"
"""How the place of a running slot is named in a seal: what stands there is as old as the page."""
LATE = 60.0
"""Seconds that a change may wait to be printed before somebody should know."""
TRIES = 5
"""Renders of one sheet that may fail before it waits for the next change."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A sheet that a change reached."""

    pk: int
    weight: int
    dated: datetime | None
    lazy: bool


@lru_cache(maxsize=16_384)
def hashed(key: str) -> int:
    """Return a key's signed 64-bit hash (BLAKE2b, RFC 7693). Two keys of one hash cost a print."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def hashes(keys: Iterable[str]) -> set[int]:
    """Return the hashes of keys."""
    return {hashed(key) for key in keys}


def rank(weight: int, dated: datetime | None, now: datetime) -> int:
    """Return a sheet's place in the queue: 0 for a fresh story, then all fronts, then the rest.

    Fronts share one rank, in which who waits longest is first: a home page that every publication
    asks for again comes round once for them all, and keeps no topic waiting.
    """
    if weight == 0 or (dated is not None and now - dated < FRESH):
        return 0
    return 1 if weight <= FRONTS else weight


def order(sheet: Reached, now: datetime) -> tuple[int, float]:
    """Return what to sort by: fresh stories, then fronts, then the rest, the newest first."""
    age = (now - sheet.dated).total_seconds() if sheet.dated else 0.0
    return (rank(sheet.weight, sheet.dated, now), age)


def prompt_and_aside(
    reached: Sequence[Reached], now: datetime, most: int = PROMPT
) -> tuple[list[int], list[int]]:
    """Part what a change reached into what is reprinted now and what is set aside."""
    eager = sorted((one for one in reached if not one.lazy), key=lambda one: order(one, now))
    prompt = [one.pk for one in eager[:most]]
    aside = [one.pk for one in eager[most:]] + [one.pk for one in reached if one.lazy]
    return prompt, aside
