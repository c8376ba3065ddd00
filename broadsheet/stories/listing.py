"""In which lists a story is, or could be: what the press is told when one changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.kit.remembering import once_a_page
from broadsheet.sections import keys as section_keys
from broadsheet.stories import keys
from broadsheet.stories.models import Byline, SecondarySection, Story, StoryTopic

# The columns that decide in which lists a story is.
WATCHED = (
    *("live", "published_at", "withdrawn_at", "language", "primary_section_id", "number"),
    *("translation_group", "slug", "url_path", "form"),
)


def of_story(row: Story) -> list[str]:
    """Return what a page carries that shows a story."""
    return [keys.story(row.pk)]


def of_part(row: Any) -> list[str]:
    """Return what a page carries that shows a part of a story."""
    return [keys.story(row.story_id)]


@dataclass(frozen=True)
class _Parts:
    """What of a story's parts puts it into lists, each by its key."""

    sections: list[int]
    topics: list[int]
    contributors: list[int]


def lists_of_story(row: Story) -> list[str]:
    """Return every list that a story is in or could be in, as its row and its parts now stand."""
    return _lists(
        row,
        _Parts(
            _of(SecondarySection, row.pk, "section_id"),
            _of(StoryTopic, row.pk, "topic_id"),
            _of(Byline, row.pk, "contributor_id"),
        ),
    )


def keys_of_new(stories: Iterable[Story]) -> set[str]:
    """Return the keys of stories that came in together, past the models' own saving."""
    return {
        key
        for story in stories
        for key in (*of_story(story), *_lists(story, _parts_in_memory(story)))
    }


def _parts_in_memory(story: Story) -> _Parts:
    return _Parts(
        [row.section_id for row in story.secondary_sections.all()],
        [row.topic_id for row in story.story_topics.all()],
        [row.contributor_id for row in story.bylines.all()],
    )


def _lists(row: Story, parts: _Parts) -> list[str]:
    sections = [row.primary_section_id, *parts.sections]
    found = [
        keys.EVERY,
        keys.numbered(row.number),
        keys.newest(row.language),
        *(keys.on_topic(pk) for pk in parts.topics),
        *(keys.by(pk) for pk in parts.contributors),
        *(key for pk in sections for key in _in_section(pk, row.published_at)),
        section_keys.at_step(row.url_path.lstrip("/").partition("/")[2].strip("/")),
    ]
    if row.translation_group is not None:
        found.append(keys.translations(row.translation_group))
    return found


@once_a_page
def _of(part: type[Any], story: int | None, column: str) -> list[int]:
    return list(part._base_manager.filter(story_id=story).values_list(column, flat=True))  # noqa: SLF001


def _in_section(section: int, at: datetime | None) -> list[str]:
    around = keys.in_section_around(section, at) if at is not None else []
    return [keys.in_section(section), *around]


def lists_of_part(row: Any) -> list[str]:
    """Return the list that a byline, a topic or a further section puts a story in."""
    if isinstance(row, Byline):
        return [keys.by(row.contributor_id)]
    if isinstance(row, StoryTopic):
        return [keys.on_topic(row.topic_id)]
    published = Story.objects.filter(pk=row.story_id).values_list("published_at", flat=True)
    return _in_section(row.section_id, published.first())
