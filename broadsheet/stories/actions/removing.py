"""Taking a story from the readers: offline, or withdrawn for all to know; and deleting a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from modelsearch import index
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision

from broadsheet.accounts.models import User
from broadsheet.accounts.two_persons import Order, restored_by_row, withdrawn_by_two
from broadsheet.kit.announcing import announce
from broadsheet.kit.refusals import refuse_if
from broadsheet.records.actions import Subject, write
from broadsheet.stories.actions.act import Act, act_on, log
from broadsheet.stories.actions.publishing import set_out
from broadsheet.stories.actions.scheduling import cancel
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.rules import (
    Tombstone,
    against_deleting,
    against_restoring,
    against_unpublishing,
    against_withdrawing,
)
from broadsheet.stories.signals import (
    story_deleted,
    story_restored,
    story_unpublished,
    story_withdrawn,
)
from broadsheet.stories.standing import standing_of

KIND = "story"


def unpublish(
    story: Story, *, by: User | None, at: datetime | None = None, note: str = "", **wagtail: Any
) -> Story:
    """Take the story offline; it may be published again. ``wagtail`` are its action's options."""
    with act_on(story.pk, "story.unpublish", by=by, at=at) as act:
        refuse_if(against_unpublishing(standing_of(act.story)))
        action = UnpublishPageAction(act.story, user=by, **wagtail)
        action.execute(skip_permission_checks=True)
        said = {"expired": bool(wagtail.get("set_expired"))}
        return act.done(story_unpublished, note=note, also=said)


def withdraw(
    story: Story,
    ground: Ground,
    *,
    by: User | None,
    note: str,
    at: datetime | None = None,
    tombstone: Tombstone | None = None,
) -> Story:
    """Withdraw the story: gone at once, nothing on the schedule, and its address says so.

    It answers 410, or 451 on the legal ground, until ``restore``; on the legal ground no search
    finds its text and the desk does not open it. ``note`` is for the record, ``tombstone`` what
    readers are told. What a person withdraws by law waits for a second one, whoever calls this.
    """
    says = tombstone or Tombstone()
    order = Order(Ground(ground).value, note, says.notice, says.names_it)
    if withdrawn_by_two(KIND, str(story.pk), order, by=by, at=at):
        gone: Story = Story.objects.get(pk=story.pk)
        return gone
    return take_away(story, ground, by=by, note=note, at=at, tombstone=says)


def take_away(
    story: Story,
    ground: Ground,
    *,
    by: User | None,
    note: str,
    at: datetime | None,
    tombstone: Tombstone,
) -> Story:
    """Withdraw a story, for whoever sees to the second person themselves."""
    with act_on(story.pk, "story.withdraw", by=by, at=at) as act:
        refuse_if(against_withdrawing(standing_of(act.story), note))
        if act.story.live:
            UnpublishPageAction(act.story, user=by).execute(skip_permission_checks=True)
        for revision in act.story.revisions.filter(approved_go_live_at__isnull=False):
            cancel(revision, by)
        _mark(act, act.at, ground, tombstone)
        if act.story.is_sealed:
            index.remove_object(act.story)
        told = {"ground": ground, "notice": tombstone.notice}
        return act.done(story_withdrawn, note=note, also=told)


def _mark(act: Act, at: datetime | None, ground: Ground | str, says: Tombstone) -> None:
    """Write what an address answers, or that it answers with the story again."""
    act.story.withdrawn_at, act.story.withdrawn_ground = at, ground
    act.story.withdrawn_notice, act.story.withdrawn_names_it = says.notice, says.names_it
    act.story.save(clean=False)


def restore(
    story: Story,
    *,
    by: User | None,
    at: datetime | None = None,
    note: str = "",
    as_it_was: int | None = None,
) -> Story:
    """Undo a withdrawal: the story is offline and may be published again.

    With ``as_it_was``, the number of the revision that was out, readers have it again at once, as
    if it had never been away: no clock moves, and nothing new is announced. The row
    that the desk keeps of it ends as well.
    """
    said: Any = {"by": by, "note": note, "at": at}
    if restored_by_row(KIND, str(story.pk), as_it_was=as_it_was is not None, **said):
        back: Story = Story.objects.get(pk=story.pk)
        return back
    return give_back(story, as_it_was=as_it_was, **said)


def give_back(
    story: Story, *, by: User | None, at: datetime | None, note: str, as_it_was: int | None
) -> Story:
    """Restore a story, for whoever keeps the row of its withdrawal themselves."""
    with act_on(story.pk, "story.restore", by=by, at=at) as act:
        refuse_if(against_restoring(standing_of(act.story)))
        _mark(act, None, "", Tombstone())
        if as_it_was is not None:
            _bring_back(act, as_it_was)
        return act.done(story_restored, note=note)


def _bring_back(act: Act, number: int) -> None:
    """Publish the revision that was out, whatever was drafted since."""
    revision = Revision.page_revisions.get(pk=number, object_id=str(act.story.pk))
    action = PublishPageRevisionAction(revision, user=act.by)
    set_out(action.object, standing_of(act.story).clocks)
    action.execute(skip_permission_checks=True)


def delete_draft(story: Story, *, by: User | None, at: datetime | None = None) -> None:
    """Delete a story that readers never saw; what was published is never deleted."""
    with act_on(story.pk, "story.delete", by=by, at=at) as act:
        refuse_if(against_deleting(standing_of(act.story)))
        # The row's number is gone once it is deleted; the record needs it.
        what = Subject("story", str(act.story.pk), str(act.story))
        DeletePageAction(act.story, user=by).execute(skip_permission_checks=True)
        write(act.name, subject=what, actor=by, at=act.at, before=act.before)
        facts = {"at": act.at, "actor": by, "before": act.before, "after": {}}
        announce(story_deleted, Story, story=None, story_id=int(what.id), **facts)
        log.info(act.name, story=what.id, actor=by.pk if by else None)
