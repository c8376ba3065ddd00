"""A small edition cut from the large one, so that building it in a test takes seconds."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from broadsheet.demo.blocks import Block, PictureUse, Related
from broadsheet.demo.words import Edition, Story, load_edition

# A column, a live page, an explainer, a table with corrections, and three translations.
SLUGS = (
    "auditors-and-umbrellas",
    "why-the-lake-has-nowhere-to-go",
    "count-day-live",
    "rehana-marakkar-nayi-mahapaur",
    "rehana-marakkar-ki-jeet",
    "neerkulam-breaches-its-weir",
    "meghala-turns-for-the-coast",
)
FACE = "portrait-cawasji"
NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
# A good hash takes its time by design, and eight of them take more than the rest of the building.
QUICK_PASSWORDS = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}


def silent(_step: str, _done: int, _of: int) -> None:
    """Hear of progress and do nothing."""


def small_edition() -> Edition:
    """Return seven stories with all that they name; every picture is the one quick portrait."""
    whole = load_edition()
    stories = {slug: _cut(whole.stories[slug]) for slug in SLUGS}
    return dataclasses.replace(
        whole,
        stories=stories,
        people={
            key: dataclasses.replace(person, portrait=FACE if person.portrait == FACE else "")
            for key, person in whole.people.items()
        },
        topics={
            key: topic
            for key, topic in whole.topics.items()
            if any(key in story.topics for story in stories.values())
        },
        pictures={FACE: whole.pictures[FACE]},
        recordings={},
    )


def _cut(story: Story) -> Story:
    return dataclasses.replace(
        story,
        related=tuple(slug for slug in story.related if slug in SLUGS),
        lead=_face(story.lead),
        body=tuple(block for block in map(_block, story.body) if block),
    )


def _face(use: PictureUse | None) -> PictureUse | None:
    return dataclasses.replace(use, picture=FACE) if use else None


def _block(block: Block) -> Block | None:
    if isinstance(block, PictureUse):
        return _face(block)
    if isinstance(block, Related):
        kept = tuple(slug for slug in block.stories if slug in SLUGS)
        return dataclasses.replace(block, stories=kept) if kept else None
    return block
