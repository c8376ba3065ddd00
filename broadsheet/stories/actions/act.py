"""What every act does: lock the story, ask who may, write the record, announce after the commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.dispatch import Signal

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done
from broadsheet.records.actions import sealed_by_the_worker, write
from broadsheet.records.canonical import keep
from broadsheet.records.doors import current_door
from broadsheet.records.models import Door
from broadsheet.stories import doors, timetable
from broadsheet.stories.models import Story
from broadsheet.stories.signals import within_act
from broadsheet.stories.standing import facts_of

# Whoever may do an act may undo it.
ASKED_AS = {
    "story.restore": "story.withdraw",
    "story.unschedule": "story.publish",
    "story.erase": "sealed.erase",
}

SERVED = frozenset({Door.EDITOR, Door.BULK, Door.WORKFLOW, Door.SCHEDULER})
"""Doors where a worker is at hand, who seals the record within a second: whoever acts need not wait
for that, nor the press for him."""

log = structlog.get_logger(__name__)


@dataclass
class Act:
    """One act under way on one story, whose row is locked until the end."""

    name: str
    story: Story
    by: User | None
    at: datetime
    before: dict[str, Any]
    said: dict[str, Any] = field(default_factory=dict)
    """What stands in the record's ``after`` besides, and in nothing else."""

    def afresh(self) -> Story:
        """Return the story as it now stands."""
        story: Story = Story.objects.get(pk=self.story.pk)
        if story.primary_section_id == self.story.primary_section_id:
            story.primary_section = self.story.primary_section
        return story

    def done(
        self,
        signal: Signal,
        *,
        note: str = "",
        also: dict[str, Any] | None = None,
        story: Story | None = None,
    ) -> Story:
        """Write the record, and send ``signal`` with the same facts once all is committed.

        ``also`` are facts of this act alone; they stand in the record's ``after`` and in the
        signal. Returns the story as it now is; ``story`` is it, if somebody read it already.
        """
        story = story or self.afresh()
        after = facts_of(story) | (also or {})
        with sealed_by_the_worker(current_door() in SERVED):
            record = write(
                self.name,
                subject=story,
                actor=self.by,
                at=self.at,
                before=self.before,
                after=after | self.said,
                note=note,
            )
        timetable.keep(story, at=self.at)
        leave(self._as_done(story, record.pk, after))
        within_act.send(Story, act=self.name, story=story, at=self.at, **(also or {}))
        facts = {"at": self.at, "actor": self.by, "before": self.before, "after": after}
        announce(signal, Story, story=story, **facts, **(also or {}))
        log.info(self.name, story=story.pk, actor=self.by.pk if self.by else None)
        return story

    def _as_done(self, story: Story, record: int, after: dict[str, Any]) -> Done:
        """Return the act as the effects see it that follow from it."""
        revision = after.get("revision_id") or after["revision"] or self.before.get("revision")
        facts = {"before": keep(self.before), "after": keep(after)}
        return Done(self.name, timetable.thing(story), str(revision), record, self.at, facts)


@contextmanager
def act_on(story: int, name: str, *, by: User | None, at: datetime | None) -> Iterator[Act]:
    """Open an act: one transaction, the row locked, the guard told, the user allowed.

    Raises ``PermissionDenied``, and ``Story.DoesNotExist`` if the story is gone.
    """
    with transaction.atomic(), doors.acting_on(story):
        row = Story.objects.select_for_update().get(pk=story)
        allow(by, ASKED_AS.get(name, name), row)
        yield Act(name, row, by, at or clock.now(), facts_of(row))
