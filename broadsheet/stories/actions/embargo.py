"""The embargo of a story: an order on its row, which every version of it obeys."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.outbox.kinds import Due, TimedAct, register_act
from broadsheet.stories import doors, timetable
from broadsheet.stories import embargo_rules as rules
from broadsheet.stories.actions.act import act_on
from broadsheet.stories.actions.publishing import publish
from broadsheet.stories.models import Story
from broadsheet.stories.rules import Change
from broadsheet.stories.signals import story_embargo_changed


def install() -> None:
    """Say how an embargo is lifted at its time, and put the act behind its door."""
    register_act(TimedAct(timetable.LIFT, _lift, label=timetable.DONE[timetable.LIFT]))
    doors.install("embargo", set_embargo)


def set_embargo(
    story: Story,
    until: datetime | None,
    *,
    by: User | None,
    at: datetime | None = None,
    note: str = "",
) -> Story:
    """Hold a story until ``until``, or lift its embargo now with ``None``.

    To let go of one before its time is another right than to set it. A version on the schedule
    that would go out earlier is put to the new time. Returns the story as it now is.
    """
    moment = at or clock.now()
    with transaction.atomic():
        before = Story.objects.select_for_update().get(pk=story.pk).embargo_until
        with act_on(story.pk, rules.act_of(before, until, moment), by=by, at=moment) as act:
            refuse_if(rules.against_embargo(before, until, act.at))
            _hold(act.story, until)
            _keep_schedule(act.story, before, until)
            return act.done(story_embargo_changed, note=note)


def publish_when_lifted(
    story: Story,
    *,
    by: User | None,
    at: datetime | None = None,
    change: Change | None = None,
    note: str = "",
) -> Story:
    """Put a story's latest version on the schedule for the second at which its embargo lifts.

    Refused if no embargo holds. Else as ``publish``.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row: Story = Story.objects.select_for_update().get(pk=story.pk)
        allow(by, "story.publish", row)
        if not rules.holds(row.embargo_until, moment):
            raise Refused(Reason("no-embargo", "No embargo holds: publish it, or set a time."))
        with doors.acting_on(row.pk):
            revision = row.get_latest_revision() or row.save_revision(user=by, changed=False)
        _go_live_at(revision, row.embargo_until)
        return publish(revision, by=by, at=moment, change=change, note=note)


def _lift(due: Due) -> bool:
    """Lift the embargo, unless it was lifted already or holds longer."""
    story = Story.objects.filter(pk=due.subject.id).first()
    if story is None:
        return False
    with act_on(story.pk, rules.LIFT, by=None, at=due.at) as act:
        until = act.story.embargo_until
        if until is None or rules.holds(until, due.at):
            return False
        _hold(act.story, None)
        act.done(story_embargo_changed, also={"at_its_time": True})
    return True


def _hold(story: Story, until: datetime | None) -> None:
    story.embargo_until = until
    story.save(update_fields=["embargo_until"], clean=False)


def _keep_schedule(story: Story, before: datetime | None, after: datetime | None) -> None:
    for revision in story.revisions.filter(approved_go_live_at__isnull=False):
        scheduled = rules.schedule_after(revision.approved_go_live_at, before, after)
        if scheduled != revision.approved_go_live_at:
            revision.approved_go_live_at = scheduled
            revision.save(update_fields=["approved_go_live_at"])
            _go_live_at(revision, scheduled)


def _go_live_at(revision: Revision, at: datetime | None) -> None:
    revision.content |= {"go_live_at": at.isoformat() if at else None}
    revision.save(update_fields=["content"])
