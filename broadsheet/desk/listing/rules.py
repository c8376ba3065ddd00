"""Where a story stands for the newsroom: facts in, answer out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stand(StrEnum):
    """The states of the list, by the names that its table keeps."""

    DRAFT = "draft"
    REVIEW = "review"
    SENT_BACK = "sent_back"
    SCHEDULED = "scheduled"
    OUT = "out"
    OFFLINE = "offline"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Facts:
    """What decides where a story stands; ``review`` is "", "in_progress" or "needs_changes"."""

    live: bool
    was_published: bool
    withdrawn: bool
    scheduled: bool
    review: str = ""


def stand_of(story: Facts) -> Stand:
    """Return where a story stands: what waits for somebody comes before what does not."""
    held = (
        (story.withdrawn, Stand.WITHDRAWN),
        (story.scheduled, Stand.SCHEDULED),
        (story.review == "in_progress", Stand.REVIEW),
        (story.review == "needs_changes", Stand.SENT_BACK),
        (story.live, Stand.OUT),
        (story.was_published, Stand.OFFLINE),
    )
    return next((stand for is_so, stand in held if is_so), Stand.DRAFT)
