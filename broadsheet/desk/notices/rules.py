"""Whom an event concerns, and whether it is told by mail: facts in, answer out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

SUBMITTED, SENT_BACK, APPROVED, CHANGED = "submitted", "sent_back", "approved", "changed"
SCHEDULED, PUBLISHED, FAILED = "scheduled", "published", "failed"

# The act that each event follows from.
EVENTS = {
    "story.submit": SUBMITTED,
    "story.send_back": SENT_BACK,
    "story.approve": APPROVED,
    "story.changed_in_review": CHANGED,
    "story.schedule": SCHEDULED,
    "story.publish": PUBLISHED,
}
# Which of a person's choices decides about the mail, by the names of Wagtail's own settings.
CHOICES = {
    SUBMITTED: "submitted_notifications",
    SENT_BACK: "rejected_notifications",
    CHANGED: "rejected_notifications",
    APPROVED: "approved_notifications",
    SCHEDULED: "approved_notifications",
    PUBLISHED: "approved_notifications",
    FAILED: "rejected_notifications",
}


@dataclass(frozen=True)
class Concerned:
    """The people around a story, by their numbers.

    ``asked`` were named by the writer; ``approvers`` may give a part that is missing; ``signed``
    approved it; ``void`` are those whose approval does not count any more.
    """

    writers: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()
    approvers: frozenset[int] = frozenset()
    signed: frozenset[int] = frozenset()
    void: frozenset[int] = frozenset()
    editors: frozenset[int] = frozenset()


def recipients(event: str, people: Concerned, actor: int | None) -> frozenset[int]:
    """Return who is told of an event; nobody is told of what they did themselves."""
    told: Iterable[int]
    if event == SUBMITTED:
        told = people.asked or people.approvers
    elif event == CHANGED:
        told = people.void
    elif event == FAILED:
        told = people.writers | people.editors | people.signed
    elif event in (SCHEDULED, PUBLISHED):
        told = people.writers | people.signed
    else:
        told = people.writers
    return frozenset(told) - {actor}


def by_mail(event: str, chosen: Collection[str]) -> bool:
    """Whether a person who has chosen these settings gets a mail about the event."""
    return CHOICES[event] in chosen


def threads_for(
    followers: Collection[int], took_part: Iterable[tuple[int, int]], actor: int | None
) -> dict[int, list[int] | None]:
    """Return by person of which comments' threads they are told; ``None`` is of all.

    ``followers`` asked for every comment on the story; ``took_part`` are pairs of a person and a
    thread in which they wrote. Nobody is told of what they did themselves.
    """
    told: dict[int, list[int] | None] = dict.fromkeys(followers)
    for person, thread in sorted(took_part):
        mine = told.setdefault(person, [])
        if mine is not None:
            mine.append(thread)
    told.pop(actor or 0, None)
    return told
