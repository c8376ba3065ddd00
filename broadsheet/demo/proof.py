"""Proof-reading: every reference in the edition leads somewhere, and nothing lies unused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.demo.blocks import Audio, Block, Gallery, PictureUse, Related, Video
from broadsheet.demo.words import Edition, Moment, Story

STORY_LINK = re.compile(r"\]\((\w+):([^)]*)\)")
LEFT_OVER = re.compile(r"\{[^}]*\}")
PICTURES_AT_MOST = 24


def proofread(edition: Edition) -> tuple[str, ...]:
    """Return everything that is wrong with the edition, one sentence each; none is good."""
    return (*_lists(edition), *_pictures(edition), *_all_stories(edition))


def pictures_of(story: Story) -> Iterator[str]:
    """Yield the key of each picture that the story uses, in order, repeats included."""
    if story.lead:
        yield story.lead.picture
    for block in story.body:
        yield from _pictures_in(block)
    for entry in story.live:
        if entry.picture:
            yield entry.picture.picture


def _pictures_in(block: Block) -> Iterator[str]:
    if isinstance(block, PictureUse):
        yield block.picture
    elif isinstance(block, Gallery):
        yield from (use.picture for use in block.uses)
    elif isinstance(block, Video) and block.poster:
        yield block.poster


def _lists(edition: Edition) -> Iterator[str]:
    for section in edition.sections.values():
        if section.parent and section.parent not in edition.sections:
            yield f"sections.toml: {section.key} stands under nothing"
    for person in edition.people.values():
        if person.portrait and person.portrait not in edition.pictures:
            yield f"people.toml: the portrait of {person.key} is not in pictures.toml"
    for picture in edition.pictures.values():
        if picture.agency and picture.agency not in edition.people:
            yield f"pictures.toml: {picture.key} comes from an agency that is not in people.toml"
    used = {key for story in edition.stories.values() for key in story.topics}
    yield from (f"topics.toml: no story is about {key}" for key in edition.topics.keys() - used)


def _pictures(edition: Edition) -> Iterator[str]:
    if len(edition.pictures) > PICTURES_AT_MOST:
        yield f"pictures.toml: {len(edition.pictures)} pictures; {PICTURES_AT_MOST} are enough"
    used = {key for story in edition.stories.values() for key in pictures_of(story)}
    used |= {person.portrait for person in edition.people.values()}
    used |= {film.poster for film in edition.recordings.values()}
    yield from (f"pictures.toml: nothing uses {key}" for key in edition.pictures.keys() - used)


def _all_stories(edition: Edition) -> Iterator[str]:
    for story in edition.stories.values():
        for fault in (*_references(story, edition), *_times(story), *_shape(story)):
            yield f"{story.section.split('/')[0]}/{story.slug}.md: {fault}"


def _references(story: Story, edition: Edition) -> Iterator[str]:
    shelves = (
        ("section", (story.section, *story.also), edition.sections),
        ("topic", story.topics, edition.topics),
        ("byline", tuple(line.who for line in story.bylines), edition.people),
        ("picture", tuple(pictures_of(story)), edition.pictures),
        ("recording", tuple(_recordings_named(story)), edition.recordings),
        ("story", tuple(_stories_named(story)), edition.stories),
    )
    for name, keys, shelf in shelves:
        yield from (f"there is no {name} “{key}”" for key in keys if key not in shelf)
        if name in ("topic", "byline") and len(set(keys)) != len(keys):
            yield f"a {name} is named twice"


def _recordings_named(story: Story) -> Iterator[str]:
    for block in story.body:
        if isinstance(block, Video | Audio) and block.recording:
            yield block.recording


def _stories_named(story: Story) -> Iterator[str]:
    yield from story.related
    for block in story.body:
        if isinstance(block, Related):
            yield from block.stories
    for kind, key in STORY_LINK.findall(repr((story.body, story.live))):
        yield key if kind == "story" else f"{kind}:{key}"


def _times(story: Story) -> Iterator[str]:
    def order(moment: Moment) -> tuple[int, str]:
        return moment.day, moment.at

    if story.updated and order(story.updated) <= order(story.published):
        yield "it was updated before it was published"
    if any(order(item.when) <= order(story.published) for item in story.corrections):
        yield "it was corrected before it was published"
    if story.published.day > 0:
        yield "it is of tomorrow"


def _shape(story: Story) -> Iterator[str]:
    if not story.bylines:
        yield "nobody wrote it"
    if story.form == "live" and not story.live:
        yield "it is live and has no entries"
    if story.form == "gallery" and not any(isinstance(b, Gallery) for b in story.body):
        yield "it is a gallery and has none"
    if story.form == "video" and not any(isinstance(b, Video) for b in story.body):
        yield "it is a video and has none"
    if story.slug in story.related:
        yield "it is related to itself"
