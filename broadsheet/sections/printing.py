"""What the press is told of sections and topics, and the pages that it prints of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page, Site
from wagtail.signals import pre_page_move

from broadsheet.press import changes
from broadsheet.press.plates import Plate, Wanted, register
from broadsheet.press.tracking import track, write_whole
from broadsheet.sections import keys
from broadsheet.sections.models import FrontPage, Section, Topic, TopicName
from broadsheet.sections.queries import STEP, TOP

FRONTS, TOPICS = 2, 3
# What Wagtail writes of a page that no reader sees.
UNSEEN = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "numchild",
        "wagtail_admin_comments",
    }
)
_STANDING = ("live", "path", "url_path")
_moving: ContextVar[frozenset[str]] = ContextVar("broadsheet_section_moving", default=frozenset())


def watch() -> None:
    """Track what pages take from this room, register its pages; called when the app is ready."""
    track(
        Section,
        rows=_row,
        lists=_standing,
        watching=(*_STANDING, "language"),
        unseen=UNSEEN,
    )
    track(FrontPage, rows=_row, lists=_standing, watching=_STANDING, unseen=UNSEEN)
    track(
        Topic,
        rows=lambda row: [keys.topic(row.pk)],
        lists=lambda row: [keys.topic_called(row.slug), keys.TOPICS],
        watching=("slug", "merged_into_id"),
    )
    track(TopicName, rows=lambda row: [keys.topic(row.topic_id)])
    track(Site, rows=lambda _row: [keys.SITE])
    write_whole(Page)
    pre_page_move.connect(_leaves, dispatch_uid="sections.printing.leaves")
    post_save.connect(_written_as_page, sender=Page, dispatch_uid="sections.printing.page")
    register(
        Plate(
            "topics",
            re.compile(r"/topic/[\w-]+/"),
            topic_addresses,
            worth=lambda address: Wanted(address, TOPICS),
        )
    )


def _row(row: Page) -> list[str]:
    return [keys.section(row.pk)]


def _standing(row: Page) -> list[str]:
    """Return the lists that a section stands in: below all that is above it, and at its address."""
    above = [row.path[:end] for end in range(TOP - STEP, len(row.path), STEP)]
    over = Page.objects.filter(path__in=above).values_list("pk", flat=True)
    path = str(row.url_path).lstrip("/").partition("/")[2].strip("/")
    there = [keys.at_step(path)] if path else [keys.FRONT]
    return [*(keys.below(pk) for pk in over), keys.below(row.pk), *there]


def _is_ours(page: Page) -> bool:
    return issubclass(page.specific_class or Page, (Section, FrontPage))


def _leaves(instance: Page, **_: Any) -> None:
    """Keep where a section stood: after the move the tree does not know it any more."""
    _moving.set(frozenset(_standing(instance)) if _is_ours(instance) else frozenset())


def _written_as_page(
    instance: Page, raw: bool = False, update_fields: Any = None, **_: Any
) -> None:
    """Note a section that was written as a mere page: so does a move, within its transaction."""
    if raw or not _is_ours(instance) or (update_fields and set(update_fields) <= UNSEEN):
        return
    left, _nothing = _moving.get(), _moving.set(frozenset())
    changes.note(keys.section(instance.pk), *_standing(instance), *left)


def topic_addresses() -> Iterator[Wanted]:
    """Return the address of every topic; a merged one redirects."""
    for slug in Topic.objects.order_by("pk").values_list("slug", flat=True).iterator():
        yield Wanted(f"/topic/{slug}/", TOPICS)
