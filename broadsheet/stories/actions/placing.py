"""Where a story stands: its section, and the words in its address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, Revision

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit.refusals import refuse_if
from broadsheet.kit.slugs import slugify
from broadsheet.press.changes import note
from broadsheet.sections.models import Section
from broadsheet.stories import doors, keys
from broadsheet.stories.actions.act import act_on
from broadsheet.stories.models import Story
from broadsheet.stories.rules import Place, against_moving, against_renaming
from broadsheet.stories.signals import story_moved, story_renamed


def move(story: Story, section: Page, *, by: User | None, at: datetime | None = None) -> Story:
    """Move the story to another section; the user must be allowed in both.

    Its address changes, and every older form of it redirects by its number.
    """
    with act_on(story.pk, "story.move", by=by, at=at) as act:
        target = section.specific
        allow(by, act.name, target)
        refuse_if(against_moving(_place(act.story, target)))
        MovePageAction(act.story, target, pos="last-child", user=by).execute(
            skip_permission_checks=True
        )
        _stand_under(act.story.pk, target)
        note(keys.LEDGER)  # a section's corrections are those of the stories that stand in it
        return act.done(story_moved)


def _place(story: Story, target: Page) -> Place:
    section = isinstance(target, Section)
    return Place(
        same=target.pk == story.primary_section_id,
        takes_stories=section,
        slug=story.slug,
        slug_free=not section or _slug_free(story, story.slug, target),
    )


def _slug_free(story: Story, slug: str, parent: Page) -> bool:
    return bool(Page._slug_is_available(slug, parent, page=story))  # noqa: SLF001 - Wagtail's rule


def _stand_under(story: int, section: Section) -> None:
    """Keep the primary section beside the tree; it is not a further section any more."""
    row = Story.objects.get(pk=story)
    row.secondary_sections.set(
        [other for other in row.secondary_sections.all() if other.section_id != section.pk]
    )
    row.save(clean=False)


def reorder(story: Story, target: Page, pos: str | None, user: Any = None) -> None:
    """Put the story elsewhere among its neighbours in the desk's list; readers see no change."""
    with doors.acting_on(story.pk):
        MovePageAction(story, target, pos=pos, user=user).execute(skip_permission_checks=True)


def rename(story: Story, slug: str, *, by: User | None, at: datetime | None = None) -> Story:
    """Change the words in the story's address, in its drafts as well.

    The number stays, and every older form of the address redirects by it.
    """
    with act_on(story.pk, "story.rename", by=by, at=at) as act:
        free = _slug_free(act.story, slug, act.story.primary_section)
        refuse_if(against_renaming(act.story.slug, slug, clean=slugify(slug), free=free))
        act.story.slug = slug
        act.story.save(clean=False)
        _rename_drafts(act.story, slug)
        return act.done(story_renamed)


def _rename_drafts(story: Story, slug: str) -> None:
    """A draft that waits would bring the old words back when it is published."""
    waiting = Revision.page_revisions.filter(object_id=str(story.pk))
    for revision in waiting.filter(pk=story.latest_revision_id) | waiting.exclude(
        approved_go_live_at=None
    ):
        revision.content |= {"slug": slug}
        revision.save(update_fields=["content"])
