"""Reads of fronts: where each stands, its draft, its versions and plans, who is at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadsheet.fronts import document as doc
from broadsheet.fronts import rules
from broadsheet.fronts.defaults import default_document
from broadsheet.fronts.document import Document
from broadsheet.fronts.models import Draft, Front, Planned, Presence, Step, Version
from broadsheet.sections.models import Section

MOST_STEPS = 500


@dataclass(frozen=True)
class Here:
    """Somebody who has a front open, and the card that they hold, or ""."""

    user: int
    name: str
    card: str


def place_of(front: Front) -> Section | None:
    """Return where the right to arrange a front is held: its section, or ``None``, the paper."""
    return front.section if front.kind == Front.Kind.SECTION else None


def document_of(front: Front) -> Document:
    """Return what readers get: the live version, else what the front arranges by itself."""
    return doc.read(front.live.document) if front.live else default_document(front)


def draft_of(front: Front, at: datetime) -> Draft:
    """Return a front's draft; a new one, not saved, made of what is live, if there is none."""
    found = Draft.objects.filter(front=front).first()
    if found is not None:
        return found
    return Draft(
        front=front,
        document=doc.written(document_of(front)),
        based_on=front.live,
        changed_at=at,
    )


def steps_since(front: Front, revision: int) -> list[Step]:
    """Return the steps that were taken after a revision, oldest first, at most ``MOST_STEPS``."""
    return list(front.steps.filter(revision__gt=revision).order_by("revision")[:MOST_STEPS])


def specials() -> list[tuple[str, int]]:
    """Return what the special fronts are called at the desk, each with its topic."""
    found = Front.objects.filter(kind=Front.Kind.SPECIAL, topic__isnull=False).order_by("name")
    return list(found.values_list("name", "topic_id"))


def lead_of(document: object) -> int | None:
    """Return the first story that somebody placed in a document, or ``None``."""
    return next((card.story for card in doc.read(document).cards()), None)


def plans_of(front: Front) -> list[Planned]:
    """Return what is planned, the next first."""
    return list(front.plans.filter(state=Planned.State.WAITING))


def versions_of(front: Front, before: int | None = None, count: int = 30) -> list[Version]:
    """Return versions, newest first, those before a number if one is given."""
    rows = front.versions.all()
    return list((rows.filter(number__lt=before) if before else rows)[:count])


def who_is_here(front: Front, at: datetime) -> list[Here]:
    """Return who has the front open, by name."""
    there = Presence.objects.filter(front=front, seen_at__gt=at - rules.THERE)
    rows = there.select_related("user").order_by("user_id")
    return [Here(row.user_id, str(row.user), row.card) for row in rows]
