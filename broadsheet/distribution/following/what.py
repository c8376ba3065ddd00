"""What can be followed: whatever has a feed."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from broadsheet.distribution import addresses, feeds, one_story
from broadsheet.distribution.following.ways import Followed
from broadsheet.people.models import Contributor
from broadsheet.sections.models import Topic
from broadsheet.sections.queries import Place
from broadsheet.stories.models import Form, Story


def followed(family: str, name: str) -> Followed | feeds.Moved | feeds.Withdrawn | None:
    """Return what a page of ways is of, or ``None`` if there is nothing of that name."""
    found = feeds.channel(family, name)
    if found is None or isinstance(found, (feeds.Moved, feeds.Withdrawn)):
        return found
    story = one_story.numbered(name) if family == addresses.STORY else None
    live = story is not None and story.form == Form.LIVE
    return Followed(family, name, found.subject or found.title, found.language, found.home, live)


def of_page(page: Any) -> Followed | None:
    """Return what a reader of a page would follow, or ``None``; nothing is asked for it."""
    if isinstance(page, Followed):
        return page
    if isinstance(page, Place) and page.key:
        return Followed("section", page.key, page.title, page.language, page.address)
    if isinstance(page, Topic):
        return Followed("topic", page.slug, page.name, page.language, f"/topic/{page.slug}/")
    if isinstance(page, Contributor):
        return Followed("by", page.slug, page.name, page.language, f"/by/{page.slug}/")
    return _of_story(page) if isinstance(page, Story) else None


def the_paper() -> Followed:
    """Return what a reader of the front page would follow: all of the paper in its own language."""
    language = settings.PAPER_LANGUAGE
    return Followed("all", language, settings.PAPER_NAME, language, "/")


def _of_story(story: Story) -> Followed | None:
    """A draft in preview has no address yet, and nobody follows it."""
    if story.number is None or story.published_at is None:
        return None
    is_live = story.form == Form.LIVE
    family, name = addresses.STORY, str(story.number)
    return Followed(family, name, story.title, story.language, story.address, is_live)
