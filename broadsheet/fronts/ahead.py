"""What fronts will be made from at a later moment: plans, and stories that are scheduled.

For the desk's previews alone; nothing of it is ever printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from wagtail.models import Revision

from broadsheet.accounts.queries import may
from broadsheet.accounts.rules import READ_EMBARGOED
from broadsheet.fronts.gathering import Source, Stories
from broadsheet.fronts.models import Front, Planned
from broadsheet.pictures import shown as pictures
from broadsheet.pictures.models import Picture
from broadsheet.pictures.rules import Use
from broadsheet.sections.queries import tree
from broadsheet.stories.cards import Card
from broadsheet.stories.models import Byline, SecondarySection, Story, StoryTopic

MOST_COMING = 200
_SAID = ("alt", "caption", "credit", "agency", "kind", "source", "crop")


@dataclass
class StoriesAhead(Stories):
    """The paper's stories as they will be: ``coming`` go out by then, ``going`` are taken off."""

    at: datetime | None = None
    coming: dict[int, Card] = field(default_factory=dict)
    members: dict[Source, list[int]] = field(default_factory=dict)

    def cards_of(self, stories: Collection[int]) -> dict[int, Card]:
        """Return the cards of those that readers will see."""
        there = super().cards_of(stories)
        leaving = Story.objects.filter(pk__in=there, expire_at__lte=self.at)
        gone = set(leaving.values_list("pk", flat=True))
        kept = {pk: card for pk, card in there.items() if pk not in gone}
        return kept | {pk: self.coming[pk] for pk in stories if pk in self.coming}

    def read(self, wanted: Mapping[Source, int]) -> None:
        """Read lists, with what will stand in them, newest first."""
        super().read(wanted)
        for source in wanted:
            first = [pk for pk in self._coming_in(source) if pk in self.coming]
            rest = [pk for pk in self.listed.get(source, []) if pk not in first]
            self.listed[source] = [*first, *rest]

    def _coming_in(self, source: Source) -> Iterable[int]:
        kind, value = source
        cards = sorted(self.coming.values(), key=lambda card: card.published_at, reverse=True)
        ours = [card.pk for card in cards if card.language == self.language]
        if kind == "newest":
            return ours
        if kind == "form":
            return [pk for pk in ours if self.coming[pk].form == value]
        if kind == "section":
            within = self._within(value)
            return [card.pk for card in cards if within & self._sections_of(card)]
        return [card.pk for card in cards if card.pk in self.members.get(source, ())]

    def _within(self, section: int | str | None) -> set[int]:
        place = tree().known(int(section or 0))
        return set(tree().within(place)) if place else set()

    def _sections_of(self, card: Card) -> set[int]:
        rows = self.members.items()
        shared = [int(pk or 0) for (kind, pk), row in rows if kind == "shared" and card.pk in row]
        return {card.primary_section.pk, *shared}


def planned_by(front: Front, at: datetime) -> dict[str, Any] | None:
    """Return the document that will have gone live last by a moment, or ``None``."""
    waiting = Planned.objects.filter(front=front, state=Planned.State.WAITING, goes_live_at__lte=at)
    found = waiting.order_by("-goes_live_at", "-pk").first()
    return found.document if found else None


def stories_by(language: str, at: datetime, viewer: Any) -> StoriesAhead:
    """Return the paper's stories as they will be at a moment; embargoed ones if one may read."""
    approved = Revision.objects.filter(
        content_type__app_label="stories",
        content_type__model="story",
        approved_go_live_at__lte=at,
    )
    coming: dict[int, Card] = {}
    for revision in approved.order_by("-approved_go_live_at")[:MOST_COMING]:
        story = revision.as_object()
        if story.withdrawn_at is None and _may_see(story, viewer):
            coming.setdefault(story.pk, _card(story, revision.approved_go_live_at))
    return StoriesAhead(language, at=at, coming=coming, members=_members(coming))


def _may_see(story: Story, viewer: Any) -> bool:
    return not story.is_embargoed or (viewer is not None and may(viewer, READ_EMBARGOED, story))


def _card(story: Story, at: datetime) -> Card:
    said = {name: getattr(story, f"picture_{name}") for name in _SAID}
    made: dict[str, Any] = {
        "published_at": story.published_at or at,
        "primary_section": tree().place(story.primary_section_id),
        "use": Use(**said, picture=_picture(story.picture_id)),
        "signatures": (),
    }
    names = [one.name for one in fields(Card) if one.name not in made]
    words: dict[str, Any] = {name: getattr(story, name) for name in names}
    return Card(**words, **made)


def _picture(pk: int | None) -> pictures.Shown | None:
    row = Picture.objects.filter(pk=pk).values_list(*pictures.COLUMNS).first() if pk else None
    return pictures.shown(row) if row else None


def _members(coming: Collection[int]) -> dict[Source, list[int]]:
    """Return what puts the stories into lists, by list."""
    members: dict[Source, list[int]] = {}
    parts: tuple[tuple[str, Any, str], ...] = (
        ("topic", StoryTopic, "topic_id"),
        ("contributor", Byline, "contributor_id"),
        ("shared", SecondarySection, "section_id"),
    )
    for kind, part, column in parts:
        for value, story in part.objects.filter(story__in=coming).values_list(column, "story_id"):
            members.setdefault((kind, value), []).append(story)
    return members
