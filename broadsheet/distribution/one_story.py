"""What happens to one story, as a feed: its publication, updates, corrections, and live entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import strip_tags
from django.utils.text import Truncator

from broadsheet.distribution import bodies
from broadsheet.distribution.items import Item
from broadsheet.distribution.reading import story_id
from broadsheet.press.explaining import explained
from broadsheet.stories import keys, reading
from broadsheet.stories.cards import cards
from broadsheet.stories.models import Correction, Form, LiveEntry, Story
from broadsheet.stories.structured import absolute

WORDS_OF_A_HEADLINE = 14


def numbered(name: str) -> Story | None:
    """Return the story of a number that was published once, withdrawn ones among them."""
    found = reading.numbered(int(name)) if name.isdecimal() else None
    if found is None or found.published_at is None:
        return None
    return found if found.live or found.withdrawn_at else None


def _out_since(story: Story) -> datetime:
    """Return when a story that is or was out was first published."""
    if story.published_at is None:
        raise ValueError(f"Story {story.number} was never published.")
    return story.published_at


def items(story: Story, most: int) -> list[Item]:
    """Return what happened to a story that is out, newest first, at most so many."""
    with explained(keys.story(story.pk)):
        notes = list(Correction.objects.filter(story_id=story.pk)[:most])
        entries = (
            list(LiveEntry.objects.filter(story_id=story.pk)[:most]) if _is_live(story) else []
        )
    happened = [
        *(_note(story, row) for row in notes),
        *_entries(story, entries),
        _publication(story),
    ]
    return sorted(happened, key=_moment, reverse=True)[:most]


def _is_live(story: Story) -> bool:
    return story.form == Form.LIVE


def _moment(item: Item) -> datetime:
    return item.published


def _publication(story: Story) -> Item:
    at = _out_since(story)
    mark = str(story.sponsor.line) if story.sponsor else ""
    return Item(
        id=story_id(story.number, at),
        address=absolute(story.address),
        title=story.title,
        language=story.language,
        published=at,
        updated=at,
        summary="\n".join(filter(None, (mark, story.standfirst))),
        sponsor=mark,
    )


def _note(story: Story, row: Correction) -> Item:
    return Item(
        id=f"{story_id(story.number, _out_since(story))}/{row.name}",
        address=f"{absolute(story.address)}#{row.name}",
        title=f"{row.get_kind_display()}: {story.title}",
        language=story.language,
        published=row.at,
        updated=row.at,
        summary=row.text,
    )


def _entries(story: Story, rows: Sequence[LiveEntry]) -> list[Item]:
    """Return entries with their whole text; the pages that it names are read at once."""
    texts = {row.pk: [{"type": "paragraphs", "value": row.text}] for row in rows}
    there = cards({pk for raw in texts.values() for pk in bodies.pages_named(raw)})
    pages = {pk: (absolute(card.address), card.title) for pk, card in there.items()}
    at_hand = bodies.AtHand(pages)
    return [_entry(story, row, bodies.body(texts[row.pk], at_hand)) for row in rows]


def _entry(story: Story, row: LiveEntry, html: str) -> Item:
    said = " ".join(strip_tags(row.text).split())
    return Item(
        id=f"{story_id(story.number, _out_since(story))}/entry-{row.pk}",
        address=f"{absolute(story.address)}#entry-{row.pk}",
        title=row.headline or Truncator(said).words(WORDS_OF_A_HEADLINE),
        language=story.language,
        published=row.at,
        updated=row.at,
        summary=said,
        html=html,
    )
