"""Stories as feeds carry them: a fixed number of questions, however many stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language_info, gettext

from broadsheet.distribution import bodies, images
from broadsheet.distribution.bodies import AtHand
from broadsheet.distribution.items import Author, Category, Gone, Image, Item, Media
from broadsheet.kit.html import escape
from broadsheet.kit.prepared import Prepared
from broadsheet.pictures import shown
from broadsheet.press import recording
from broadsheet.press.explaining import explained
from broadsheet.recordings import queries as recordings
from broadsheet.recordings.files import OPEN
from broadsheet.recordings.models import Medium, Recording
from broadsheet.recordings.serving import TYPES
from broadsheet.sections import keys as section_keys
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import keys
from broadsheet.stories.cards import Card, cards, in_order, named
from broadsheet.stories.models import Byline, Correction, Form, Story, StoryTopic
from broadsheet.stories.structured import absolute

WROTE = (Byline.Part.BY, Byline.Part.WITH)
TOMBSTONES = 20
_GONE = ("number", "published_at", "withdrawn_at")

_clocks = Prepared(
    lambda stories: Story.objects.filter(pk__in=stories).values_list("pk", "updated_at")
)
_bodies = Prepared(lambda stories: Story.objects.filter(pk__in=stories).values_list("pk", "body"))
_topics = Prepared(
    lambda stories: (
        StoryTopic.objects.filter(story_id__in=stories)
        .order_by("story_id", "sort_order", "pk")
        .values_list("story_id", "topic_id", "topic__slug", "topic__name")
    )
)
_corrections = Prepared(
    lambda stories: (
        Correction.objects.filter(story_id__in=stories)
        .exclude(kind=Correction.Kind.UPDATE)
        .order_by("story_id", "at", "pk")
        .values_list("story_id", "kind", "text")
    )
)


def story_id(number: int, published: datetime) -> str:
    """Return a story's name for machines: its number under a tag of ours (RFC 4151), for ever.

    A tag has a day at which its host was ours; that of the first publication never moves.
    """
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{published.astimezone(UTC):%Y-%m-%d}:story-{number}"


# --- what is in a feed ---


@dataclass(frozen=True)
class _Read:
    """All that the items of a feed are made of, by story."""

    updated: Mapping[int, datetime | None]
    bodies: Mapping[int, Sequence[Any]]
    topics: Mapping[int, list[Category]]
    notes: Mapping[int, list[tuple[str, str]]]
    leads: Mapping[int, Image]
    at_hand: AtHand = field(default_factory=AtHand)


def items(stories: Sequence[int], *, whole: bool) -> list[Item]:
    """Return these stories in this order; ``whole`` with their text."""
    found = named(cards(stories), stories)
    if not found:
        return []
    read = _read(found, whole=whole)
    return [_item(card, read, whole=whole) for card in in_order(stories, found)]


def _read(found: Mapping[int, Card], *, whole: bool) -> _Read:
    wanted = sorted(found)
    with explained(*(keys.story(pk) for pk in wanted)):
        updated: dict[int, datetime | None] = dict(_clocks(wanted))
        notes = _by_story((row[0], (row[1], row[2])) for row in _corrections(wanted))
        texts = {pk: body.raw_data for pk, body in _bodies(wanted)} if whole else {}
        topics = _by_story((row[0], _topic(*row[1:])) for row in _topics(wanted))
    leads = {card.pk: card.picture_id for card in found.values() if card.picture_id is not None}
    library = images.load({pk for raw in texts.values() for pk in bodies.pictures_named(raw)})
    cut = shown.cut_in(found[pk].use for pk in leads)
    cut.update(one for raw in texts.values() for one in bodies.parts_named(raw))
    files = shown.files({*leads.values(), *library}, ("lead", "body"), cut)
    lead_images = {pk: images.image_of(found[pk].use, files) for pk in leads}
    at_hand = AtHand(
        _pages({pk for raw in texts.values() for pk in bodies.pages_named(raw)}),
        lambda value: images.image_of(images.use_in(value, library), files),
        _played({pk for raw in texts.values() for pk in bodies.recordings_named(raw)}),
    )
    there = {pk: image for pk, image in lead_images.items() if image is not None}
    return _Read(updated, texts, topics, notes, there, at_hand)


def _played(wanted: set[int]) -> Callable[[Mapping[str, Any]], Media | None]:
    """Return how to find what a block plays of the library, if readers have it."""
    there = {
        pk: _media(row)
        for pk, row in recordings.load(wanted).items()
        if not row.is_withdrawn and str(row.file).startswith(OPEN)
    }
    return lambda value: there.get(value.get("recording") or 0)


def _media(row: Recording) -> Media:
    mime = TYPES[PurePath(str(row.file)).suffix]
    medium = "video" if row.medium == Medium.FILM else "audio"
    return Media(absolute(row.url), mime, medium, round(row.seconds), row.size, row.title)


def _by_story(rows: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for story, one in rows:
        found[story].append(one)
    return found


def _topic(pk: int, slug: str, name: str) -> Category:
    recording.read(section_keys.topic(pk))
    return Category(slug, name, absolute("/topic/"))


def _pages(named_there: set[int]) -> dict[int, tuple[str, str]]:
    """Return where the pages are that bodies name, by key; what is not out is not among them."""
    found = {pk: (absolute(card.address), card.title) for pk, card in cards(named_there).items()}
    for pk in named_there - found.keys():
        place = tree().known(pk)
        if place is not None:
            found[pk] = (absolute(place.address), place.title)
    return found


# --- one item ---


def _item(card: Card, read: _Read, *, whole: bool) -> Item:
    notes = [f"{Correction.Kind(kind).label}: {text}" for kind, text in read.notes.get(card.pk, ())]
    image = read.leads.get(card.pk)
    mark = card.sponsor.line if card.sponsor else ""
    body = bodies.body(read.bodies.get(card.pk, ()), read.at_hand)
    html = _whole(card, body, [mark, *notes], image) if whole and body else ""
    said = [mark, card.standfirst, *([] if html else notes)]
    return Item(
        id=story_id(card.number, card.published_at),
        address=absolute(card.address),
        title=card.title,
        language=card.language,
        published=card.published_at,
        updated=read.updated.get(card.pk) or card.published_at,
        summary="\n".join(filter(None, said)),
        html=html,
        authors=tuple(_authors(card)),
        categories=tuple(_categories(card, read, corrected=bool(notes), mark=mark)),
        image=image,
        sponsor=mark,
        media=bodies.media_of(read.bodies.get(card.pk, ()), read.at_hand),
    )


def _whole(card: Card, body: str, marks: list[str], image: Image | None) -> str:
    """Return a story's text: who paid for it first of all, what was put right last."""
    mark, *notes = marks
    parts = [
        f"<p><strong>{escape(mark)}</strong></p>" if mark else "",
        f"<p>{escape(card.standfirst)}</p>" if card.standfirst else "",
        bodies.figure(image) if image else "",
        body,
        _live(card),
        *(f"<p><em>{escape(note)}</em></p>" for note in notes),
    ]
    way = "rtl" if get_language_info(card.language)["bidi"] else "ltr"
    inner = "\n".join(filter(None, parts))
    return bodies.cleaned(f'<div lang="{card.language}" dir="{way}">{inner}</div>')


def _live(card: Card) -> str:
    if card.form != Form.LIVE:
        return ""
    return f"<p>{bodies.link(absolute(card.address), gettext('Live'))}</p>"


def _authors(card: Card) -> Iterator[Author]:
    for one in card.signatures:
        if one.part in WROTE:
            yield Author(one.name, absolute(f"/by/{one.slug}/"))


def _categories(card: Card, read: _Read, *, corrected: bool, mark: str) -> Iterator[Category]:
    marks = absolute("/#marks")
    section = card.primary_section
    yield Category(section.key, section.title, absolute("/#sections"))
    yield from read.topics.get(card.pk, ())
    if mark:
        yield Category("sponsored", mark, marks)
    if corrected:
        yield Category("corrected", gettext("Corrected"), marks)


# --- what was withdrawn ---


def gone(rows: Iterable[Sequence[Any]]) -> list[Gone]:
    """Return what is said of withdrawn stories: their names for machines, and when."""
    return [Gone(story_id(number, published), at) for number, published, at in rows]


def withdrawn_in(language: str, since: datetime) -> list[Any]:
    """Return the stories in a language that were withdrawn last."""
    with explained(keys.newest(language)):
        return list(_withdrawn(since).filter(language=language)[:TOMBSTONES])


def withdrawn_from(place: Place, since: datetime) -> list[Any]:
    """Return the stories of a section and of those below it that were withdrawn last."""
    within = tree().within(place)
    with explained(*(keys.in_section(pk) for pk in within)):
        return list(_withdrawn(since).filter(primary_section_id__in=within)[:TOMBSTONES])


def withdrawn_on(topic: int, since: datetime) -> list[Any]:
    """Return the stories on a topic that were withdrawn last."""
    there = StoryTopic.objects.filter(topic_id=topic).values("story_id")
    with explained(keys.on_topic(topic)):
        return list(_withdrawn(since).filter(pk__in=there)[:TOMBSTONES])


def withdrawn_by(contributor: int, since: datetime) -> list[Any]:
    """Return the stories with a contributor's byline that were withdrawn last."""
    there = Byline.objects.filter(contributor_id=contributor).values("story_id")
    with explained(keys.by(contributor)):
        return list(_withdrawn(since).filter(pk__in=there)[:TOMBSTONES])


def _withdrawn(since: datetime) -> Any:
    """Return those that a feed which goes back so far would have: never the archive."""
    rows = Story.objects.filter(withdrawn_at__isnull=False, published_at__gte=since)
    return rows.order_by("-withdrawn_at", "-number").values_list(*_GONE)
