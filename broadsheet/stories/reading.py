"""A story as its own page needs it, with all that stands beside it, in few queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from broadsheet.kit.prepared import Prepared
from broadsheet.pictures import shown
from broadsheet.pictures.blocks import pictures_at_hand
from broadsheet.pictures.models import Picture
from broadsheet.press.explaining import explained
from broadsheet.recordings import queries as library_of_recordings
from broadsheet.recordings.blocks import recordings_at_hand
from broadsheet.recordings.models import Recording
from broadsheet.sections.queries import tree
from broadsheet.stories import keys
from broadsheet.stories.blocks import stories_at_hand
from broadsheet.stories.cards import (
    Card,
    cards,
    cut_of,
    in_order,
    named,
    opinions,
    pictures_of,
    with_files,
)
from broadsheet.stories.lists import Listed, earlier_in_section
from broadsheet.stories.models import (
    Byline,
    Correction,
    LiveEntry,
    OldAddress,
    RelatedStory,
    Story,
    StoryTopic,
)

MORE = 5
ROLES = ("lead", "body", "card", "social")
PLAYED = ("video", "audio")
_LINK = re.compile(r'linktype="page"[^>]*?\bid="(\d+)"|\bid="(\d+)"[^>]*?linktype="page"')

_numbered = Prepared(lambda number: Story.objects.filter(number=number))
_by_pk = Prepared(lambda pk: Story.objects.filter(pk=pk))
_bylines = Prepared(
    lambda story: Byline.objects.filter(story_id=story).select_related("contributor")
)
_story_topics = Prepared(
    lambda story: StoryTopic.objects.filter(story_id=story).select_related("topic")
)
_related = Prepared(lambda story: RelatedStory.objects.filter(story_id=story))
_corrections = Prepared(lambda story: Correction.objects.filter(story_id=story))
_entries = Prepared(lambda story: LiveEntry.objects.filter(story_id=story).select_related("author"))


def numbered(number: int) -> Story | None:
    """Return the story of that number, whatever its state, or ``None``."""
    with explained(keys.numbered(number)):
        found = next(iter(_numbered.models(number)), None)
    return _placed(found)


def once_at(path: str, query: str = "") -> Story | None:
    """Return the story that was once found at ``path`` (with its leading slash), or ``None``.

    An address that an old system told apart by its query is tried with it first.
    """
    wanted = [f"{path}?{query}", path] if query else [path]
    with explained(*(keys.once_at(address) for address in wanted)):
        rows = OldAddress.objects.filter(path__in=wanted)
        found = dict(rows.values_list("path", "story_id"))
    pk = next((found[address] for address in wanted if address in found), None)
    return None if pk is None else _placed(next(iter(_by_pk.models(pk)), None))


def _placed(story: Story | None) -> Story | None:
    """Give a story its section as readers' pages know it, out of the tree that is read anyway."""
    if story is not None:
        place = tree().place(story.primary_section_id)
        story._state.fields_cache["primary_section"] = place  # noqa: SLF001 set without a query
    return story


@dataclass
class Parts:
    """What stands on a story's page beside its own words."""

    beside: list[Card] = field(default_factory=list)
    more: list[Card] = field(default_factory=list)
    versions: list[Card] = field(default_factory=list)
    entries: list[LiveEntry] = field(default_factory=list)
    cards: dict[int, Card] = field(default_factory=dict)


def parts_of(story: Story) -> Parts:
    """Return what stands beside a story; asked for again, it is at hand."""
    there = story.__dict__.get("_parts_for_readers")
    if isinstance(there, Parts):
        return there
    parts = story.__dict__["_parts_for_readers"] = _gathered(story)
    return parts


def gather(story: Story) -> None:
    """Read what belongs to a story that is in the database, each kind by one query."""
    children = {
        "bylines": _bylines.models(story.pk),
        "story_topics": _story_topics.models(story.pk),
        "related": _related.models(story.pk),
    }
    story._cluster_related_objects = children  # noqa: SLF001 where modelcluster looks first
    corrections = story.corrections.all()
    corrections._result_cache = _corrections.models(story.pk)  # noqa: SLF001 as a prefetch does
    story._prefetched_objects_cache = {"corrections": corrections}  # noqa: SLF001


def _gathered(story: Story) -> Parts:
    """Read the cards, entries and pictures of a page."""
    parts = Parts(entries=_entries_of(story))
    recordings = library_of_recordings.load(_recordings_in(story))
    beside = [row.related_id for row in story.related.all()]
    more = _more(story, beside)
    versions = _versions(story)
    in_text = _stories_in(story, parts.entries)
    found = cards([*beside, *more, *versions, *in_text])
    beside = [pk for pk in beside if pk in found]
    with_picture = [*beside[:1], *more[:1]]
    in_body = _pictures_in(story, recordings.values())
    pictures = in_body, pictures_of(found, with_picture)
    cut = cut_of(found, with_picture) | _cut_in(story, parts.entries)
    made = shown.files(set().union(*pictures, _leads(story, parts.entries)), ROLES, cut)
    found = with_files(found, with_picture, made)
    found = named(found, [pk for pk in opinions(found) if pk in {*beside, *more}])
    parts.cards = found
    parts.beside, parts.more = in_order(beside, found), in_order(more, found)
    if len(versions) > 1:
        parts.versions = in_order(versions, found)
    library = shown.load(in_body | _leads(story, parts.entries), made)
    for recording in recordings.values():
        recording.poster = library.get(recording.poster_id or 0)
    with stories_at_hand(found), recordings_at_hand(recordings):
        _take_pictures(story, parts.entries, library, in_body)
    return parts


def _entries_of(story: Story) -> list[LiveEntry]:
    if story.pk is None or story.form != "live":
        return []
    return _entries.models(story.pk)


def _more(story: Story, beside: list[int]) -> list[int]:
    """Return what the story's section listed before it, without what stands beside it already."""
    if story.number is None or story.primary_section_id is None or story.published_at is None:
        return []
    place = tree().place(story.primary_section_id)
    here = Listed(story.published_at, story.number, story.pk)
    earlier = earlier_in_section(place, here, MORE + len(beside))
    return [one.pk for one in earlier if one.pk not in beside][:MORE]


def _versions(story: Story) -> list[int]:
    """Return the versions of a story that are out, itself included, by language."""
    if story.translation_group is None:
        return []
    with explained(keys.translations(story.translation_group)):
        group = Story.objects.out().filter(translation_group=story.translation_group)
        return list(group.order_by("language").values_list("pk", flat=True))


# --- what the text names ---


def _raw(story: Story) -> Iterator[tuple[str, Any]]:
    for block in story.body.raw_data:
        yield block["type"], block["value"]


def _items(value: Any) -> Iterator[Any]:
    """Return the items of a stored list; older ones are stored bare."""
    for item in value or ():
        yield item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _stories_in(story: Story, entries: Iterable[LiveEntry]) -> set[int]:
    """Return the pages that the text names: in its blocks of stories, and by its links."""
    named_there: set[int] = set()
    texts = [entry.text for entry in entries]
    for kind, value in _raw(story):
        if kind == "related":
            named_there.update(pk for pk in _items(value["stories"]) if pk)
        elif kind == "paragraphs":
            texts.append(value)
        elif kind == "fact_box":
            texts.append(value["text"])
    linked = chain.from_iterable(_LINK.findall(text) for text in texts)
    return named_there | {int(one or other) for one, other in linked}


def _uses_in(story: Story) -> Iterator[Any]:
    """Return the body's uses of pictures, as they are stored."""
    for kind, value in _raw(story):
        if kind == "picture":
            yield value
        elif kind == "gallery":
            yield from _items(value["pictures"])


def _recordings_in(story: Story) -> set[int]:
    """Return the films and sounds that the body plays."""
    found = {value.get("recording") for kind, value in _raw(story) if kind in PLAYED}
    return {pk for pk in found if pk is not None}


def _pictures_in(story: Story, recordings: Iterable[Recording]) -> set[int]:
    """Return the pictures that the body shows, posters of what it plays among them."""
    found: set[int | None] = {use.get("picture") for use in _uses_in(story)}
    found |= {value.get("poster") for kind, value in _raw(story) if kind in PLAYED}
    found |= {recording.poster_id for recording in recordings}
    return {pk for pk in found if pk is not None}


def _cut_in(story: Story, entries: Iterable[LiveEntry]) -> set[shown.Cut]:
    """Return the parts that the story and its entries show of their pictures."""
    leads = ((one.picture_id, one.picture_crop) for one in [story, *entries])
    within = ((use.get("picture"), use.get("crop")) for use in _uses_in(story))
    return {(pk, crop) for pk, crop in (*leads, *within) if pk is not None and crop}


def _leads(story: Story, entries: list[LiveEntry]) -> set[int]:
    """Return the pictures at the head of the story and of its entries."""
    return {one.picture_id for one in [story, *entries] if one.picture_id is not None}


def _take_pictures(
    story: Story, entries: list[LiveEntry], library: Mapping[int, Picture], in_body: set[int]
) -> None:
    """Put the pictures of the lead, the body and the entries in place, which were read at once."""
    for one in [story, *entries]:
        if one.picture_id is not None and one.picture_id in library:
            one.picture = library[one.picture_id]
    with pictures_at_hand({pk: library.get(pk) for pk in in_body}):
        list(story.body)  # now, while they are at hand: its blocks are made when first looked at
