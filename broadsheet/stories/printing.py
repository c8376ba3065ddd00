"""What the press is told of stories, and the pages that it prints: all that this room shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from broadsheet.press import actions as press
from broadsheet.press import changes
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track
from broadsheet.sections.models import FrontPage, Section
from broadsheet.sections.printing import FRONTS, UNSEEN
from broadsheet.stories import keys
from broadsheet.stories.addresses import MONTHS
from broadsheet.stories.listing import WATCHED, lists_of_part, lists_of_story, of_part, of_story
from broadsheet.stories.models import (
    Byline,
    LiveEntry,
    OldAddress,
    RelatedStory,
    SecondarySection,
    Story,
    StoryTopic,
)
from broadsheet.stories.signals import story_withdrawn

HOME, OLDER, FURTHER = 1, 5, 9
# Paths that are no reader's pages.
_ELSEWHERE = r"/(?!(?:desk|account|documents|media|static)(?:/|$)).+"
_DAY = re.compile(r"/(\d{4})/([a-z]{3})/(\d{2})/[^/]+$")
# How many pages of stories are asked for when the address of a section changes; the rest when read.
PROMPT = 1_000


def watch() -> None:
    """Track stories and their parts, register the pages; called once, when the app is ready."""
    track(Story, rows=of_story, lists=lists_of_story, watching=WATCHED, unseen=UNSEEN)
    listing: dict[type[Model], str] = {
        Byline: "contributor_id",
        SecondarySection: "section_id",
        StoryTopic: "topic_id",
    }
    for listed, column in listing.items():
        track(listed, rows=of_part, lists=lists_of_part, watching=(column, "story_id"))
    mere: list[type[Model]] = [RelatedStory, LiveEntry]
    for part in mere:
        track(part, rows=of_part)
    track(
        OldAddress,
        rows=of_part,
        lists=lambda row: [keys.once_at(row.path)],
        watching=("path", "story_id"),
    )
    post_save.connect(_story_written, sender=Story, dispatch_uid="stories.printing.written")
    post_save.connect(_page_written, sender=Page, dispatch_uid="stories.printing.page")
    post_save.connect(_section_written, sender=Section, dispatch_uid="stories.printing.section")
    story_withdrawn.connect(_withdrawn, dispatch_uid="stories.printing.withdrawn")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(_readdressed, sender=Section, dispatch_uid="stories.printing.readdressed")
    _register()


def _register() -> None:
    for plate in (
        Plate("home", re.compile("/"), _home, worth=lambda address: Wanted(address, HOME)),
        Plate("stories", re.compile(r"/.+-\d{1,18}\.html"), story_addresses, worth=worth_of_story),
        Plate(
            "further pages",
            re.compile(r"/.+/page/\d+/"),
            worth=lambda address: Wanted(address, FURTHER),
            lazy=True,
        ),
        Plate(
            "sections",
            re.compile(r"/(?!(?:by|topic|desk|account|documents|media|static)/)(?:[\w-]+/)+"),
            section_addresses,
            worth=lambda address: Wanted(address, FRONTS),
        ),
    ):
        register(plate)
    old = Plate("old addresses", re.compile(_ELSEWHERE), old_addresses, worth=Wanted, last=True)
    register(old)


# --- what follows a write ---


def _story_written(instance: Story, raw: bool = False, update_fields: Any = None, **_: Any) -> None:
    """Ask for a story's page at its address: a new one, or an old one that was renamed."""
    if raw or (update_fields is not None and set(update_fields) <= UNSEEN):
        return
    if instance.published_at is not None and (instance.live or instance.withdrawn_at):
        changes.want([instance.address])


def _page_written(instance: Page, raw: bool = False, update_fields: Any = None, **_: Any) -> None:
    """Note a story that was written as a mere page."""
    seen = update_fields is None or not set(update_fields) <= UNSEEN
    if not raw and seen and issubclass(instance.specific_class or Page, Story):
        changes.note(keys.story(instance.pk))


def _section_written(instance: Section, raw: bool = False, **_: Any) -> None:
    """Ask for a section's page."""
    if not raw and instance.live:
        changes.want([instance.address])


def _readdressed(instance: Page, **_: Any) -> None:
    """Ask for what stands under a section at the addresses that it now has, the newest first.

    Wagtail tells of it after the commit. If that is lost, nothing is stale: the old addresses are
    told in the transaction, and a page that was not asked for is printed for its first reader.
    """
    below = Section.objects.descendant_of(instance, inclusive=True).live()
    stories = Story.objects.out().filter(primary_section__in=below.values("pk")).newest()
    newest = stories.select_related("primary_section").defer_streamfields()[:PROMPT]
    with transaction.atomic():
        changes.want([section.address for section in below])
        changes.want([story.address for story in newest])


def _withdrawn(story: Story, **_announced: Any) -> None:
    """Take every page that a withdrawn story was on out of the edition at once."""
    press.take_out([keys.story(story.pk)])


# --- addresses ---


def _home() -> Iterator[Wanted]:
    if FrontPage.objects.live().exists():
        yield Wanted("/", HOME)


def story_addresses() -> Iterator[Wanted]:
    """Return the address of every story that was ever published, and is out or withdrawn."""
    there = Story.objects.filter(Q(live=True) | Q(withdrawn_at__isnull=False))
    rows = there.exclude(published_at=None).order_by("-published_at", "-number")
    for story in rows.select_related("primary_section").defer("body").iterator(chunk_size=500):
        yield Wanted(story.address, OLDER, story.published_at)


def worth_of_story(address: str) -> Wanted:
    """Return a story's news value by the day in its address."""
    found = _DAY.search(address)
    if found is None or found[2] not in MONTHS:
        return Wanted(address, OLDER)
    year, month, day = int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    try:
        return Wanted(address, OLDER, datetime(year, month, day, tzinfo=UTC))
    except ValueError:  # no such day: somebody's guess of an address
        return Wanted(address, OLDER)


def section_addresses() -> Iterator[Wanted]:
    """Return the address of every section."""
    for section in Section.objects.live().order_by("path").iterator():
        yield Wanted(section.address, FRONTS)


def old_addresses() -> Iterator[Wanted]:
    """Return the addresses at which stories were once found; with a query they are not printed."""
    rows = OldAddress.objects.exclude(path__contains="?").order_by("pk")
    for path in rows.values_list("path", flat=True).iterator():
        yield Wanted(path, OLDER)
