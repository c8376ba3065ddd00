"""Decisions about the list of what changed: facts in, answer out; no framework, no clock.

A *mark* says of one story that what a device keeps of it is no longer right. Its *stamp* is greater
than that of any mark before it; a story's page carries the stamp that it was made after. What a
device holds is right if its stamp is not below the mark's.

The newest marks stand in one list. All that there are stand in *parts* by the story's own number,
so that a device which was away for long asks for the parts of its own stories and no other: what it
must read is bounded by what it saved, never by the time that it was away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

IN_A_PART = 500
"""Numbers of stories that share a part."""
NEWEST = 300
"""Marks that the list of the newest has at most."""
OVERLAP = 50
"""Acts that may be committed while one is under way: stamps are given in another order than marks
come to be seen, and a device must not take a late one for read."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The last mark of a story. ``gone``: readers may not have it any more."""

    number: int
    stamp: int
    gone: bool


def part_of(number: int, in_a_part: int = IN_A_PART) -> int:
    """Return the part that a story is in, by its number alone: for ever, whatever comes later."""
    return number // in_a_part


def last_of_each(rows: Iterable[Marked]) -> list[Marked]:
    """Return the last mark of each story, the newest first."""
    found: dict[int, Marked] = {}
    for row in rows:
        if row.number not in found or found[row.number].stamp < row.stamp:
            found[row.number] = row
    return sorted(found.values(), key=lambda row: -row.stamp)


def newest(
    rows: Sequence[Marked],
    most: int = NEWEST,
    overlap: int = OVERLAP,
    in_a_part: int = IN_A_PART,
) -> dict[str, Any]:
    """Return the list of the newest marks as it is printed; ``rows`` may be one more than it has.

    ``last`` is the greatest stamp. A device that was right up to the stamp ``since``, or a later
    one, finds all that it must know in ``stories``; others ask for parts.
    """
    told = last_of_each(rows)
    whole = len(rows) <= most
    told = told if whole else told[:most]
    return {
        "last": told[0].stamp if told else 0,
        "since": 0 if whole else told[-1].stamp + overlap,
        "in_a_part": in_a_part,
        "stories": listed(told),
    }


def listed(rows: Iterable[Marked]) -> list[list[int]]:
    """Return marks as they are printed: number, stamp, and 1 where the story is gone."""
    return [[row.number, row.stamp, int(row.gone)] for row in last_of_each(rows)]
