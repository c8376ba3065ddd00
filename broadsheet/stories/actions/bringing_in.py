"""Bringing in many stories at once: an archive's own stories, or a corpus to measure with.

The same rows come to be as by ``file_draft`` and ``publish``, but a batch at a time: tree paths are
reckoned here, children are inserted together, and the index of references and the search index are
left to ``indexing.index`` afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection, models, router, transaction
from django.db.models import F
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, Revision, get_default_page_content_type

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.press.changes import in_bulk, note, want
from broadsheet.records.batches import Entry, write_many
from broadsheet.sections.models import Section
from broadsheet.stories.actions.act import log
from broadsheet.stories.keys import once_at
from broadsheet.stories.listing import keys_of_new
from broadsheet.stories.models import OldAddress, Story, StoryNumber
from broadsheet.stories.rules import (
    Change,
    Clocks,
    Standing,
    against_clocks,
    against_publishing,
    clocks_after,
)
from broadsheet.stories.signals import stories_brought_in
from broadsheet.stories.standing import facts_of

GIVEN_HERE = frozenset(
    {"number", "path", "depth", "numchild", "url_path", "content_type", "page_ptr", "owner"}
    | {"primary_section", "locale", "latest_revision", "live_revision", "translation_key"}
)


@dataclass(frozen=True)
class Incoming:
    """One story to bring in: unsaved, with its bylines, topics and further sections set on it.

    ``clocks`` are the times that the source knows; ``None`` leaves the story a draft.
    ``old_addresses`` are paths that lead to it from now on; each must be nobody else's.
    """

    story: Story
    section: Section
    clocks: Clocks | None = None
    old_addresses: tuple[str, ...] = ()


def bring_in(
    batch: Sequence[Incoming], *, by: User | None, at: datetime | None = None
) -> list[Story]:
    """Bring in a batch of stories, all or none, and return them with their numbers.

    Some hundreds at a time are best: PostgreSQL plans badly for one transaction of ten thousand
    pages. A slug that is taken gets the story's number behind it. Raises ``PermissionDenied``, and
    ``Refused`` naming the headline of every story that cannot come in.
    """
    moment = at or clock.now()
    _refuse_the_unfit(batch, moment)
    with transaction.atomic():
        allow(by, "story.import")
        _number(batch)
        _place(batch)
        _set_out(batch, by, moment)
        with in_bulk():
            _insert(batch)
            _revise(batch, by, moment)
            _tell_press(batch)
        _record(batch, by, moment)
        ids = [incoming.story.pk for incoming in batch]
        announce(stories_brought_in, Story, story_ids=ids, at=moment, actor=by)
        log.info("stories.brought_in", count=len(ids))
    return [incoming.story for incoming in batch]


def settle_planner() -> None:
    """Let PostgreSQL count its rows anew; its plans are for empty tables until then.

    SQLite is left without counts: it knows only how many rows an index has to a value on average.
    Where nearly all are NULL (no alias, not due) it would read the whole table for the few that are
    not; without counts it takes the index.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _refuse_the_unfit(batch: Iterable[Incoming], at: datetime) -> None:
    reasons = [
        Reason(reason.code, f"“{incoming.story.title[:80]}”: {reason.words}")
        for incoming in batch
        for reason in _against(incoming, at)
    ]
    if reasons:
        raise Refused(*reasons)


def _against(incoming: Incoming, at: datetime) -> Iterator[Reason]:
    story = incoming.story
    if incoming.clocks is not None:
        standing = Standing(
            story.title, embargo_until=story.embargo_until, section_live=incoming.section.live
        )
        yield from against_publishing(standing, Change.NEW, "", at)
        yield from against_clocks(incoming.clocks, at)
    try:
        story.clean_fields(exclude=GIVEN_HERE | {"slug", "draft_title"})
    except ValidationError as error:
        for name, words in error.message_dict.items():
            yield Reason(f"field-{name}", f"{name}: {' '.join(words)}")


def _number(batch: Sequence[Incoming]) -> None:
    numbers = StoryNumber.objects.bulk_create([StoryNumber() for _ in batch])
    for incoming, number in zip(batch, numbers, strict=True):
        incoming.story.number = number.pk


def _place(batch: Sequence[Incoming]) -> None:
    """Give every story its place in the tree; whoever else adds to a section waits meanwhile."""
    by_section: dict[int, list[Story]] = defaultdict(list)
    for incoming in batch:
        by_section[incoming.section.pk].append(incoming.story)
    parents = Page.objects.select_for_update().filter(pk__in=by_section).order_by("pk")
    for parent in parents:
        _place_under(parent, by_section[parent.pk])


def _place_under(parent: Page, stories: Sequence[Story]) -> None:
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0  # noqa: SLF001 - treebeard's
    taken = _slugs_taken(parent, {story.slug for story in stories})
    for place, story in enumerate(stories, step + 1):
        if story.slug in taken:
            story.slug = f"{story.slug}-{story.number}"
        taken.add(story.slug)
        story.path = Page._get_path(parent.path, parent.depth + 1, place)  # noqa: SLF001
        story.depth, story.numchild = parent.depth + 1, 0
        story.url_path = f"{parent.url_path}{story.slug}/"
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(stories))


def _slugs_taken(parent: Page, slugs: set[str]) -> set[str]:
    """Return which of the slugs are taken under ``parent``."""
    return set(Page.objects.child_of(parent).filter(slug__in=slugs).values_list("slug", flat=True))


def _set_out(batch: Iterable[Incoming], by: User | None, at: datetime) -> None:
    locale, kind = Locale.get_default(), ContentType.objects.get_for_model(Story)
    for incoming in batch:
        story, out = incoming.story, incoming.clocks is not None
        clocks = clocks_after(Clocks(), Change.NEW, at, incoming.clocks) if out else Clocks()
        story.published_at, story.updated_at = clocks.published_at, clocks.updated_at
        story.live, story.has_unpublished_changes = out, not out
        story.first_published_at = story.last_published_at = at if out else None
        story.latest_revision_created_at = at
        story.draft_title, story.owner = story.title, by
        story.locale, story.content_type = locale, kind
        story.primary_section = incoming.section


def _insert(batch: Sequence[Incoming]) -> None:
    """Insert the pages, the stories' own columns, and what belongs to them."""
    stories = [incoming.story for incoming in batch]
    parts = _parts_of(stories)
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    pages = Page.objects.bulk_create(
        [Page(**{name: getattr(story, name) for name in names}) for story in stories]
    )
    for story, page in zip(stories, pages, strict=True):
        story.pk = story.id = page.pk
        story._state.adding = False  # noqa: SLF001
    _insert_own_columns(stories)
    _insert_parts(parts)
    OldAddress.objects.bulk_create(
        [OldAddress(path=path, story=i.story) for i in batch for path in i.old_addresses]
    )


def _insert_own_columns(stories: Sequence[Story]) -> None:
    """Insert into the stories' own table; ``bulk_create`` refuses models that inherit a table."""
    fields = Story._meta.local_concrete_fields  # noqa: SLF001
    size = connection.ops.bulk_batch_size(fields, stories) or len(stories)
    for start in range(0, len(stories), size):
        Story._base_manager._insert(  # noqa: SLF001 - what Model.save() itself calls
            stories[start : start + size], fields=fields, using=router.db_for_write(Story)
        )


def _parts_of(stories: Iterable[Story]) -> dict[Any, list[Any]]:
    """Return what belongs to the stories, by model, while they have no number yet.

    Asked for now, each story keeps even an empty list in memory; later it would be a query each.
    """
    parts: dict[Any, list[Any]] = defaultdict(list)
    for relation in get_all_child_relations(Story):
        for story in stories:
            children = getattr(story, relation.get_accessor_name()).get_object_list()
            for place, child in enumerate(children):
                if getattr(child, "sort_order", 0) is None:
                    child.sort_order = place
            parts[relation.related_model, relation.field.name] += [(story, c) for c in children]
    return parts


def _insert_parts(parts: dict[Any, list[Any]]) -> None:
    for (model, owner), rows in parts.items():
        for story, child in rows:
            setattr(child, owner, story)
        model._base_manager.bulk_create([child for _story, child in rows])  # noqa: SLF001


def _revise(batch: Iterable[Incoming], by: User | None, at: datetime) -> None:
    """Give every story its first revision, as if an editor had saved it."""
    kind, base = ContentType.objects.get_for_model(Story), get_default_page_content_type()
    stories = [incoming.story for incoming in batch]
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=base,
                object_id=str(story.pk),
                created_at=at,
                user=by,
                object_str=str(story),
                content=story.serializable_data(),
            )
            for story in stories
        ]
    )
    for story, revision in zip(stories, revisions, strict=True):
        story.latest_revision = revision
        story.live_revision = revision if story.live else None
    _point_to_revisions(stories)


def _point_to_revisions(stories: Sequence[Story]) -> None:
    """Set the pages' revisions by one statement: each revision names its page already."""
    newest = Revision.objects.filter(
        base_content_type=stories[0].latest_revision.base_content_type,
        object_id=models.functions.Cast(models.OuterRef("pk"), models.CharField()),
    ).values("pk")[:1]
    ids = [story.pk for story in stories]
    pages = Page.objects.filter(pk__in=ids)
    pages.update(latest_revision=models.Subquery(newest))
    pages.filter(live=True).update(live_revision=F("latest_revision"))


def _tell_press(batch: Sequence[Incoming]) -> None:
    """Name what changes on pages, and ask for the stories' own."""
    stories = [incoming.story for incoming in batch]
    note(*keys_of_new(stories))
    note(*(once_at(path) for incoming in batch for path in incoming.old_addresses))
    want(story.address for story in stories if story.live)


def _record(batch: Iterable[Incoming], by: User | None, at: datetime) -> None:
    entries = [
        Entry(
            "story.publish" if incoming.story.live else "story.create",
            incoming.story,
            after=facts_of(incoming.story) | {"change": Change.NEW},
        )
        for incoming in batch
    ]
    write_many(entries, actor=by, at=at)
