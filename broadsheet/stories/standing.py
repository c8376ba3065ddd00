"""A story's facts, for the rules and for the record."""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision

from broadsheet.stories.models import Story
from broadsheet.stories.rules import Clocks, Standing


def of_row(revision: Revision, row: Story) -> Revision:
    """Return a revision of a story that knows its row already: else it reads it for itself."""
    place: Any = Revision._meta.get_field("content_object")  # noqa: SLF001 the documented way
    place.set_cached_value(revision, row)
    return revision


def standing_of(row: Story, draft: Story | None = None) -> Standing:
    """Return what a story is: clocks and orders from its row, words and wishes from the draft."""
    words = draft or row
    return Standing(
        headline=words.title,
        live=row.live,
        clocks=Clocks(row.published_at, row.updated_at),
        withdrawn_at=row.withdrawn_at,
        embargo_until=row.embargo_until,
        go_live_at=words.go_live_at,
        section_live=row.primary_section.live,
    )


def facts_of(story: Story) -> dict[str, Any]:
    """Return what the record keeps of a story before and after an act."""
    return {
        "live": story.live,
        "address": story.address,
        "section": story.primary_section.key,
        "headline": story.title,
        "published_at": story.published_at,
        "updated_at": story.updated_at,
        "withdrawn_at": story.withdrawn_at,
        "withdrawn_ground": story.withdrawn_ground,
        "embargo_until": story.embargo_until,
        "revision": story.live_revision_id,
    }
