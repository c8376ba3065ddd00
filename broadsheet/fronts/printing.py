"""What the press is told of fronts: their rows, and which there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models.signals import m2m_changed

from broadsheet.fronts import keys
from broadsheet.fronts.models import Front, Version
from broadsheet.press.changes import note
from broadsheet.press.tracking import track

# What decides where a front stands.
WATCHED = ("kind", "language", "section_id", "topic_id", "at", "forms", "order", "is_on")
# No page shows how old a front may become.
UNSEEN = frozenset({"promise"})


def watch() -> None:
    """Track fronts; called once, when the app is ready."""
    track(
        Front,
        rows=lambda row: [keys.front(row.pk)],
        lists=lambda row: list(_lists(row)),
        watching=WATCHED,
        unseen=UNSEEN,
    )
    track(Version, rows=lambda row: [keys.front(row.front_id)], writes=lambda row: [])
    m2m_changed.connect(
        _placed, sender=Front.sections.through, dispatch_uid="fronts.printing.placed"
    )


def _lists(row: Front) -> Iterator[str]:
    if row.kind == Front.Kind.HOME:
        yield keys.HOME
    elif row.kind == Front.Kind.RAIL:
        yield keys.RAILS
    elif row.section_id is not None:
        yield keys.of_section(row.section_id)
    elif row.topic_id is not None:
        yield keys.of_topic(row.topic_id)


def _placed(action: str, **_signal: Any) -> None:
    if action.startswith("post_"):
        note(keys.RAILS)
