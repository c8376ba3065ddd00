"""Filing: a new story begins as a draft under its section."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.kit.slugs import first_free
from broadsheet.records.actions import write
from broadsheet.sections.models import Section
from broadsheet.stories import doors, timetable
from broadsheet.stories.actions.act import log
from broadsheet.stories.models import Story
from broadsheet.stories.signals import story_filed
from broadsheet.stories.standing import facts_of


def file_draft(
    story: Story, section: Section, *, by: User | None, at: datetime | None = None
) -> Story:
    """Put an unsaved story under its section as a draft, with its first revision.

    A slug that is taken there gets a number behind it. Raises ``PermissionDenied``, and
    ``ValidationError`` if the story cannot stand as it is.
    """
    moment = at or clock.now()
    with transaction.atomic(), doors.acting_on(doors.FILING):
        allow(by, "story.create", section)
        story.live = False
        story.owner = by
        story.slug = free_slug(story.slug, section)
        section.add_child(instance=story)
        story.save_revision(user=by, changed=False, log_action=False)
        tell_filed(story, by=by, at=moment)
    return story


def tell_filed(story: Story, *, by: User | None, at: datetime) -> None:
    """Record and announce that a new draft stands under its section."""
    facts = facts_of(story)
    write("story.create", subject=story, actor=by, at=at, after=facts)
    timetable.keep(story, at=at)
    announce(story_filed, Story, story=story, at=at, actor=by, before={}, after=facts)
    log.info("story.create", story=story.pk, actor=by.pk if by else None)


def free_slug(wanted: str, section: Section) -> str:
    """Return a slug that no neighbour in the section has."""
    alike = section.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True)
    return first_free(wanted, alike)
