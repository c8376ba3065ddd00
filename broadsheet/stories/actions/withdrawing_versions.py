"""Taking one version of a story out of its public history, and putting it back.

Versions are only ever added, so a withdrawal is a row of its own. The story stays as it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import Signal

from broadsheet.accounts.models import User
from broadsheet.accounts.two_persons import Order, restored_by_row, withdrawn_by_two
from broadsheet.kit.announcing import announce
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done
from broadsheet.records.actions import write
from broadsheet.records.canonical import keep
from broadsheet.stories import timetable
from broadsheet.stories.actions.act import Act, act_on, log
from broadsheet.stories.ledger.rules import against_withdrawing_version
from broadsheet.stories.models import Ground, Story, Version, WithdrawnVersion
from broadsheet.stories.signals import version_restored, version_withdrawn

KIND = "version"


def withdraw_version(
    version: Version, ground: Ground, *, by: User | None, note: str, at: datetime | None = None
) -> WithdrawnVersion:
    """Withdraw one version: its words stand on no page, and its address says so (410, or 451).

    Words that later versions still have stay with those. ``note`` is for the record. What a person
    withdraws by law waits for a second one, whoever calls this. Raises ``Refused`` for the version
    that readers have now.
    """
    order = Order(Ground(ground).value, note)
    if withdrawn_by_two(KIND, str(version.pk), order, by=by, at=at):
        return WithdrawnVersion.objects.get(version=version)
    return take_away(version, order, by=by, at=at)


def take_away(
    version: Version, order: Order, *, by: User | None, at: datetime | None
) -> WithdrawnVersion:
    """Withdraw a version, for whoever sees to the second person themselves."""
    ground = Ground(order.ground)
    with act_on(version.story_id, "story.withdraw", by=by, at=at) as act:
        newest = not Version.objects.filter(
            story_id=version.story_id, number__gt=version.number
        ).exists()
        there = WithdrawnVersion.objects.filter(version=version).exists()
        refuse_if(
            against_withdrawing_version(
                newest=newest, live=act.story.live, withdrawn=there, note=order.note
            )
        )
        row = WithdrawnVersion.objects.create(
            version=version, story_id=version.story_id, at=act.at, ground=ground
        )
        _tell(act, "story.withdraw_version", version, order.note, version_withdrawn, ground=ground)
        return row


def restore_version(
    version: Version, *, by: User | None, note: str = "", at: datetime | None = None
) -> None:
    """Undo the withdrawal of a version; raises ``Refused`` if there is none.

    The row that the desk keeps of it ends as well.
    """
    if not restored_by_row(KIND, str(version.pk), by=by, note=note, at=at):
        give_back(version, by=by, note=note, at=at)


def give_back(version: Version, *, by: User | None, note: str, at: datetime | None) -> None:
    """Restore a version, for whoever keeps the row of its withdrawal themselves."""
    with act_on(version.story_id, "story.withdraw", by=by, at=at) as act:
        row = WithdrawnVersion.objects.filter(version=version).first()
        if row is None:
            raise Refused(Reason("not-withdrawn", "This version is not withdrawn."))
        row.delete()
        _tell(act, "story.restore_version", version, note, version_restored)


def _tell(act: Act, name: str, version: Version, note: str, signal: Signal, **also: Any) -> None:
    said = {"version": version.number, "revision": version.revision, **also}
    before, after = ({}, said) if also else (said, {})
    record = write(
        name, subject=act.story, actor=act.by, at=act.at, before=before, after=after, note=note
    )
    facts = {"before": keep(before), "after": keep(after)}
    revision = f"{version.revision or ''}"
    leave(Done(name, timetable.thing(act.story), revision, record.pk, act.at, facts))
    told = {"at": act.at, "actor": act.by, "before": before, "after": after}
    announce(signal, Story, story=act.story, version=version, **told)
    log.info(name, story=act.story.pk, version=version.number)
