"""Reads of the marks: the newest, those of one part, that of one story."""

from __future__ import annotations

from typing import Any

from broadsheet.kit.prepared import Prepared
from broadsheet.offline import keys, rules
from broadsheet.offline.models import Mark
from broadsheet.offline.rules import IN_A_PART, NEWEST, Marked
from broadsheet.press.explaining import explained

_COLUMNS = ("number", "pk", "gone")
_newest = Prepared(lambda: Mark.objects.order_by("-pk").values_list(*_COLUMNS)[: NEWEST + 1])
_between = Prepared(
    lambda first, last: (
        Mark.objects.filter(number__gte=first, number__lte=last)
        .order_by("number", "-pk")
        .values_list(*_COLUMNS)
    )
)
_of_story = Prepared(
    lambda number: Mark.objects.filter(number=number).order_by("-pk").values_list("pk")[:1]
)


def newest() -> dict[str, Any]:
    """Return the list of the newest marks, as it is printed."""
    with explained(keys.NEWEST):
        return rules.newest([Marked(*row) for row in _newest()])


def part(number: int) -> list[list[int]]:
    """Return all marks of one part, as they are printed."""
    first = number * IN_A_PART
    with explained(keys.part(number)):
        return rules.listed(Marked(*row) for row in _between(first, first + IN_A_PART - 1))


def stamp(number: int) -> int:
    """Return the stamp of a story's page; 0 if it never changed since it was out."""
    with explained(keys.mark(number)):
        found = _of_story(number)
    return int(found[0][0]) if found else 0
