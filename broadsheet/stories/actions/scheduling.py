"""Taking a story off the schedule."""

from __future__ import annotations

from datetime import datetime

from wagtail.models import Revision

from broadsheet.accounts.models import User
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.stories.actions.act import act_on
from broadsheet.stories.models import Story
from broadsheet.stories.signals import story_unscheduled


def unschedule(story: Story, *, by: User | None, at: datetime | None = None) -> Story:
    """Take the story off the schedule; what is live stays as it is."""
    with act_on(story.pk, "story.unschedule", by=by, at=at) as act:
        waiting = list(act.story.revisions.filter(approved_go_live_at__isnull=False))
        if not waiting:
            raise Refused(Reason("not-scheduled", "The story is not on the schedule."))
        for revision in waiting:
            cancel(revision, by)
        return act.done(story_unscheduled, also={"revision_id": waiting[-1].pk})


def cancel(revision: Revision, by: User | None) -> None:
    """Cancel one revision's approval; Wagtail's own history tells of it."""
    revision.approved_go_live_at = None
    revision.save(user=by, update_fields=["approved_go_live_at"])
