"""The oracle: triggers in the database see every row that is written, whoever writes it, and how.

What they saw is held against what the press was told. A column that no page shows does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, models

from broadsheet.furniture.models import Menu, Promo
from broadsheet.people.models import Contributor
from broadsheet.pictures import crops, ladder
from broadsheet.pictures.models import Picture, PictureRendition
from broadsheet.recordings.models import Captions, Recording
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.models import (
    Byline,
    Correction,
    LiveEntry,
    OldAddress,
    RelatedStory,
    SecondarySection,
    Story,
    StoryTopic,
)

_SPECS = ", ".join(f"'{spec}'" for spec in ladder.all_specs(ladder.ROLES))
_FOR_READERS = f"({{row}}.filter_spec IN ({_SPECS}) OR {{row}}.filter_spec LIKE '{crops.PREFIX}%')"


@dataclass(frozen=True)
class Seen:
    """What a trigger on a table writes: a key made of a column; ``when`` leaves rows out."""

    model: type[models.Model]
    prefix: str
    column: str
    columns: tuple[str, ...] = ()
    when: str = "1"


PROMO = (
    *("words", "link_words", "address", "picture_id", "place", "language"),
    *("sections", "forms", "order", "showing"),
)
WATCHED = (
    Seen(Story, "story-", "page_ptr_id"),
    Seen(Story, "list-section-", "primary_section_id", ("primary_section_id",)),
    Seen(Section, "section-", "page_ptr_id"),
    Seen(Topic, "topic-", "id"),
    Seen(Contributor, "contributor-", "id"),
    Seen(Picture, "picture-", "id"),
    Seen(PictureRendition, "picture-", "image_id", when=_FOR_READERS),
    Seen(Recording, "recording-", "id"),
    Seen(Captions, "recording-", "recording_id"),
    *(
        Seen(part, "story-", "story_id")
        for part in (Byline, SecondarySection, StoryTopic, RelatedStory)
    ),
    *(Seen(part, "story-", "story_id") for part in (Correction, LiveEntry, OldAddress)),
    Seen(StoryTopic, "list-topic-", "topic_id", ("topic_id", "story_id")),
    Seen(Byline, "list-by-", "contributor_id", ("contributor_id", "story_id")),
    Seen(Menu, "list-menu-", "language", ("language", "document", "as_of")),
    Seen(Promo, "list-promos-", "language", PROMO),
    Seen(SecondarySection, "list-section-", "section_id", ("section_id", "story_id")),
)
# What Wagtail keeps of a page beside what is shown; paths are told by the section that moved.
PAGE = ("title", "slug", "live", "seo_title", "search_description")
_PAGE_KEY = (
    "CASE WHEN EXISTS (SELECT 1 FROM stories_story WHERE page_ptr_id = {row}.id)"
    " THEN 'story-' ELSE 'section-' END || {row}.id"
)


@contextmanager
def watching() -> Iterator[None]:
    """Have triggers write down what changes; on SQLite, for this connection alone."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE oracle (key TEXT NOT NULL)")
        for number, seen in enumerate(WATCHED):
            for statement in _triggers(f"oracle_{number}", seen):
                cursor.execute(statement)
        cursor.execute(_on_page())
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE oracle")
            cursor.execute("SELECT name FROM sqlite_temp_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER temp.{name}")


def saw() -> set[str]:
    """Return what was seen since the last time it was asked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT key FROM oracle")
        found = {key for (key,) in cursor.fetchall()}
        cursor.execute("DELETE FROM oracle")
    return found


def _triggers(name: str, seen: Seen) -> Iterator[str]:
    table = seen.model._meta.db_table
    columns = seen.columns or [field.column for field in seen.model._meta.local_concrete_fields]
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    for event, rows in {"INSERT": ["NEW"], "DELETE": ["OLD"], "UPDATE": ["OLD", "NEW"]}.items():
        written = "".join(_told(seen, row) for row in rows)
        when = f"WHEN {differs}" if event == "UPDATE" else ""
        begins = f"CREATE TEMP TRIGGER {name}_{event} AFTER {event} ON {table} {when}"
        yield f"{begins} BEGIN {written} END"


def _told(seen: Seen, row: str) -> str:
    key = f"'{seen.prefix}' || {row}.{seen.column}"
    return f"INSERT INTO oracle SELECT {key} WHERE {seen.when.format(row=row)};"


def _on_page() -> str:
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in PAGE)
    return (
        f"CREATE TEMP TRIGGER oracle_page AFTER UPDATE ON wagtailcore_page WHEN {differs}"
        f" BEGIN INSERT INTO oracle SELECT {_PAGE_KEY.format(row='NEW')}; END"
    )
