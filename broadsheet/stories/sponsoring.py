"""A story that somebody paid for goes out with its sponsor's name, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from broadsheet.stories import objections, sponsors
from broadsheet.stories.models import Story
from broadsheet.stories.objections import Objection


def stand() -> None:
    """Have every publication ask; called once, when the app is ready."""
    objections.register("sponsor", _against)


def _against(draft: Story, _at: datetime) -> Iterator[Objection]:
    said = (draft.sponsor_kind, draft.sponsor_name, draft.sponsor_link)
    for fault in sponsors.against(*said):
        yield Objection("sponsor", fault.words, blocking=True, at=fault.column)
