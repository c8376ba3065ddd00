"""What stands behind the doors: Wagtail's own calls, told to the acts."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Revision

from broadsheet.stories import doors
from broadsheet.stories.actions.placing import move, reorder
from broadsheet.stories.actions.publishing import Wish, carry_out
from broadsheet.stories.actions.removing import delete_draft, unpublish
from broadsheet.stories.models import Story

INSIDE = ("first-child", "last-child", "sorted-child")


def install() -> None:
    """Put each act behind its door."""
    doors.install("publish", _publish)
    doors.install("unpublish", _unpublish)
    doors.install("move", _move)
    doors.install("delete", _delete)


def _publish(
    story: Story,
    revision: Revision,
    *,
    user: Any = None,
    skip_permission_checks: bool = False,
    **wagtail: Any,
) -> None:
    """Publish; the role is asked even where a Wagtail screen says that it has asked already."""
    carry_out(Wish(story.pk, revision.pk, user, wagtail=wagtail))


def _unpublish(
    story: Story,
    set_expired: bool = False,
    commit: bool = True,
    *,
    user: Any = None,
    log_action: Any = True,
) -> None:
    if not story.live:  # as Wagtail: nothing to do, and nothing to tell
        return
    if not commit:
        raise doors.ActNeeded("A story is taken offline for good or not at all.")
    unpublish(story, by=user, set_expired=set_expired, log_action=log_action)
    story.refresh_from_db(fields=["live", "live_revision", "has_unpublished_changes", "expired"])


def _move(story: Story, target: Page, pos: str | None = None, user: Any = None) -> None:
    parent = target if pos in INSIDE else target.get_parent()
    if parent.pk == story.get_parent().pk:
        reorder(story, target, pos, user)
    else:
        move(story, parent, by=user)


def _delete(story: Story, user: Any = None) -> None:
    delete_draft(story, by=user)
