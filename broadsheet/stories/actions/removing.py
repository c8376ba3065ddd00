"""Taking a story from the readers: offline, or withdrawn for all to know; and deleting a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction

from broadsheet.accounts.models import User
from broadsheet.kit.announcing import announce
from broadsheet.kit.refusals import refuse_if
from broadsheet.records.actions import Subject, write
from broadsheet.stories.actions.act import act_on, log
from broadsheet.stories.actions.scheduling import cancel
from broadsheet.stories.models import Ground, Story
from broadsheet.stories.rules import (
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
    story: Story, ground: Ground, *, by: User | None, note: str, at: datetime | None = None
) -> Story:
    """Withdraw the story: gone at once, nothing on the schedule, and its address says so.

    It answers 410, or 451 on the legal ground, until ``restore``. ``note`` is for the record.
    """
    with act_on(story.pk, "story.withdraw", by=by, at=at) as act:
        refuse_if(against_withdrawing(standing_of(act.story), note))
        if act.story.live:
            UnpublishPageAction(act.story, user=by).execute(skip_permission_checks=True)
        for revision in act.story.revisions.filter(approved_go_live_at__isnull=False):
            cancel(revision, by)
        act.story.withdrawn_at, act.story.withdrawn_ground = act.at, ground
        act.story.save(clean=False)
        return act.done(story_withdrawn, note=note, also={"ground": ground})


def restore(story: Story, *, by: User | None, at: datetime | None = None, note: str = "") -> Story:
    """Undo a withdrawal: the story is offline and may be published again."""
    with act_on(story.pk, "story.restore", by=by, at=at) as act:
        refuse_if(against_restoring(standing_of(act.story)))
        act.story.withdrawn_at, act.story.withdrawn_ground = None, ""
        act.story.save(clean=False)
        return act.done(story_restored, note=note)


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
