"""Reads of what the paper has chosen for machines."""

from __future__ import annotations

from broadsheet.distribution import keys
from broadsheet.distribution.models import Machines, SectionFeed
from broadsheet.kit.prepared import Prepared
from broadsheet.press.explaining import explained

ROW = 1

_machines = Prepared(lambda pk: Machines.objects.filter(pk=pk))
_section_feed = Prepared(
    lambda section: SectionFeed.objects.filter(section_id=section).values_list("full_text")
)


def machines() -> Machines:
    """Return what is chosen for all; what was never chosen is as the models say."""
    with explained(keys.MACHINES):
        found: list[Machines] = _machines.models(ROW)
    return found[0] if found else Machines(pk=ROW)


def full_text(chosen: Machines, section: int | None) -> bool:
    """Say whether a feed has whole stories; a section may have its own word."""
    if section is None:
        return chosen.full_text
    with explained(keys.section_feed(section)):
        own = _section_feed(section)
    return bool(own[0][0]) if own else chosen.full_text
