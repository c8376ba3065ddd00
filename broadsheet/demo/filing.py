"""The demo's stories: filed by the reporter, edited by the sub, published by an editor.

All drafts are filed first, because stories name each other; then each gets its body and goes out,
at its own moment. Which story of the newspaper came from which file is kept where imports are,
so that a second run finds it, whatever the desk did to it meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from broadsheet.accounts.models import Role, User
from broadsheet.archive.models import Import
from broadsheet.demo import words
from broadsheet.demo.dates import moment_of
from broadsheet.demo.typesetting import KINDS, Case, body, paragraphs
from broadsheet.people.models import Contributor
from broadsheet.pictures.models import Picture
from broadsheet.recordings.models import Recording
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.actions import file_draft, publish
from broadsheet.stories.models import (
    Byline,
    LiveEntry,
    RelatedStory,
    SecondarySection,
    Story,
    StoryTopic,
)
from broadsheet.stories.rules import Change, Clocks

FORMAT = "demo"
BEFORE_PRINT = timedelta(minutes=90)
PARTS = {"illustrator": Byline.Part.GRAPHICS, "photographer": Byline.Part.PHOTOGRAPHS}
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Room:
    """All that a story may name, by the edition's keys, with the staff and the edition's day."""

    edition: words.Edition
    day: date
    sections: Mapping[str, Section]
    topics: Mapping[str, Topic]
    people: Mapping[str, Contributor]
    pictures: Mapping[str, Picture]
    staff: Mapping[str, User]
    recordings: Mapping[str, Recording] = field(default_factory=dict)

    def moment(self, when: words.Moment) -> datetime:
        """Return the moment that is meant."""
        return moment_of(when, self.day, self.edition.paper.zone)


def day_of_first_run(edition: words.Edition) -> date | None:
    """Return the own day of the edition that stands in the database; None if none does."""
    rows = Import.objects.filter(format=FORMAT, story__published_at__isnull=False)
    for row in rows.select_related("story"):
        story = edition.stories.get(row.source_id.partition(":")[2])
        if story:
            local = timezone.localtime(row.story.published_at, edition.paper.zone)
            return local.date() - timedelta(days=story.published.day)
    return None


def print_edition(room: Room, report: Report) -> dict[str, Story]:
    """File and publish what lacks; return all stories of the edition by their slugs there."""
    in_order = sorted(room.edition.stories.values(), key=lambda story: room.moment(story.published))
    stories = file_all(in_order, room)
    waiting = [story for story in in_order if stories[story.slug].published_at is None]
    for count, story in enumerate(waiting, 1):
        stories[story.slug] = _bring_out(story, stories, room)
        report(count, len(waiting))
    return stories


def file_all(in_order: Iterable[words.Story], room: Room) -> dict[str, Story]:
    """Return the stories by slug; those that lack are filed as drafts without their bodies."""
    there = {
        row.source_id.partition(":")[2]: row.story
        for row in Import.objects.filter(format=FORMAT).select_related("story")
    }
    with transaction.atomic():
        return {story.slug: there.get(story.slug) or _file(story, room) for story in in_order}


def _file(story: words.Story, room: Room) -> Story:
    at = room.moment(story.published) - BEFORE_PRINT
    draft = _draft(story, room)
    file_draft(draft, room.sections[story.section], by=room.staff[Role.REPORTER], at=at)
    source = f"{FORMAT}:{story.slug}"
    Import.objects.create(
        key=hashlib.sha256(source.encode()).hexdigest(),
        source_id=source,
        format=FORMAT,
        digest=hashlib.sha256(repr(story).encode()).hexdigest(),
        story=draft,
        at=at,
    )
    return draft


def _draft(story: words.Story, room: Room) -> Story:
    """Return an unsaved story with everything but what refers to other stories."""
    case = _case(story, {}, room)
    draft = Story(
        title=case.plain(story.headline),
        slug=story.slug,
        form=story.form,
        language=story.language,
        translation_group=_translation_group(story),
        kicker=story.kicker,
        short_headline=story.short,
        seo_title=story.search,
        social_title=story.social,
        standfirst=case.plain(story.standfirst),
        dateline=story.dateline,
    )
    _set_lead(draft, story, case)
    if paid := story.sponsor:
        draft.sponsor_kind, draft.sponsor_name = paid.kind, paid.name
        draft.sponsor_link = paid.link
    draft.bylines.set(
        [
            Byline(
                contributor=room.people[line.who],
                part=PARTS.get(line.role, Byline.Part.BY),
                sort_order=n,
            )
            for n, line in enumerate(story.bylines)
        ]
    )
    draft.secondary_sections.set(
        [
            SecondarySection(section=room.sections[key], sort_order=n)
            for n, key in enumerate(story.also)
        ]
    )
    draft.story_topics.set(
        [StoryTopic(topic=room.topics[key], sort_order=n) for n, key in enumerate(story.topics)]
    )
    return draft


def _translation_group(story: words.Story) -> UUID | None:
    if not story.translation:
        return None
    return uuid5(NAMESPACE_URL, f"https://courant.example/translations/{story.translation}")


def _set_lead(draft: Story, story: words.Story, case: Case) -> None:
    if story.lead is None:
        return
    draft.picture_id = case.pictures[story.lead.picture]
    draft.picture_alt = case.plain(story.lead.alt)
    draft.picture_caption = case.plain(story.lead.caption)
    draft.picture_credit = story.lead.credit
    draft.picture_kind = KINDS.get(story.lead.kind, story.lead.kind)


def _case(story: words.Story, stories: Mapping[str, Story], room: Room) -> Case:
    return Case(
        pictures={key: picture.pk for key, picture in room.pictures.items()},
        stories={key: row.pk for key, row in stories.items()},
        day=room.day,
        language=story.language,
        recordings={key: row.pk for key, row in room.recordings.items()},
    )


def _bring_out(story: words.Story, stories: Mapping[str, Story], room: Room) -> Story:
    """Set the body, publish, and say the corrections, all or none of it."""
    case = _case(story, stories, room)
    with transaction.atomic():
        draft = stories[story.slug].get_latest_revision_as_object()
        draft.body = json.dumps(body(story.body, case))
        draft.related.set(
            [
                RelatedStory(related=stories[key], sort_order=n)
                for n, key in enumerate(story.related)
            ]
        )
        revision = draft.save_revision(user=room.staff[Role.SUB], log_action=False)
        _set_entries(draft, story, case, room)
        out = publish(
            revision,
            by=_editor(story, room),
            at=room.moment(story.updated or story.published),
            source=Clocks(
                room.moment(story.published), room.moment(story.updated) if story.updated else None
            ),
        )
        for correction in story.corrections:
            out = publish(
                out.save_revision(user=room.staff[Role.SUB], log_action=False),
                by=_editor(story, room),
                at=room.moment(correction.when),
                change=Change.CORRECTION,
                note=case.plain(correction.text),
            )
    return out


def _editor(story: words.Story, room: Room) -> User:
    """The section editor publishes in her own section, the editor everywhere else."""
    own = story.section.split("/")[0] == "city"
    return room.staff[Role.SECTION_EDITOR if own else Role.EDITOR]


def _set_entries(draft: Story, story: words.Story, case: Case, room: Room) -> None:
    """Add the entries of a live story; no act for it stands in the stories' room yet."""
    author = room.people[story.bylines[0].who]
    for entry in story.live:
        row = LiveEntry(
            story_id=draft.pk,
            at=room.moment(words.Moment(entry.day, entry.at)),
            author=author,
            headline=case.plain(entry.headline),
            text=paragraphs(entry.paragraphs, case),
            key_event=entry.key,
        )
        if entry.picture:
            row.picture_id = case.pictures[entry.picture.picture]
            row.picture_alt = case.plain(entry.picture.alt)
            row.picture_caption = case.plain(entry.picture.caption)
        row.save()
