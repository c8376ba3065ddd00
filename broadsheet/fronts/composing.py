"""Fronts as readers' pages show them: what stands where, with per-use words or the story's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from broadsheet.fronts import ahead, choosing
from broadsheet.fronts import document as doc
from broadsheet.fronts.choosing import Chosen
from broadsheet.fronts.defaults import default_document
from broadsheet.fronts.document import Container, Document
from broadsheet.fronts.gathering import Stories, gather
from broadsheet.fronts.models import Front
from broadsheet.kit.prepared import Prepared
from broadsheet.pictures import keys as picture_keys
from broadsheet.pictures import shown as pictures
from broadsheet.pictures.models import Picture
from broadsheet.pictures.rules import Use
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import Place, tree
from broadsheet.stories.cards import CARD, LEAD, Card, faced, in_order, named, opinions

# Which of a layout's stories show their pictures: the first so many.
PICTURED = {
    "lead": 1,
    "lead-four": 5,
    "band": 1,
    **dict.fromkeys(("row", "list", "gallery", "video"), doc.MOST_SHOWN),
}
BAND, OPINION = "band", "opinion"

_pictures = Prepared(
    lambda wanted: Picture.objects.filter(pk__in=wanted).values_list(*pictures.COLUMNS)
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A story in its place. The words are those of this use, else the story's own.

    ``id`` is the document's card, empty for a story that came by backfill. ``related`` are lines
    under a lead. The picture is ``card.picture``: of this use, else the story's own.
    """

    card: Card
    headline: str
    kicker: str
    standfirst: str
    size: str = "normal"
    pinned: bool = False
    id: str = ""
    related: tuple[Card, ...] = ()

    @property
    def pk(self) -> int:
        """The story's key."""
        return self.card.pk


@dataclass(frozen=True, slots=True)
class Shown:
    """A container with the stories that stand in it."""

    id: str
    layout: str
    title: str
    link: str
    section: Place | None
    language: str
    cards: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A whole front; ``front`` and ``version`` are their numbers, ``None`` for what has no row.

    A container in which nothing stands is not in it.
    """

    front: int | None = None
    version: int | None = None
    containers: tuple[Shown, ...] = field(default=())
    name: str = ""

    def stories(self) -> list[int]:
        """Return the stories on it from the top, related lines included."""
        placed = (one for shown in self.containers for one in shown.cards)
        return [pk for one in placed for pk in (one.pk, *(card.pk for card in one.related))]


def composed(
    front: Front,
    document: Document | Mapping[str, Any] | None = None,
    at: datetime | None = None,
    upcoming: bool = False,
    viewer: Any = None,
) -> Composed:
    """Compose a front: what is live, or a document in its place.

    With ``upcoming`` as it will be at a moment: with what is planned by then, without cards whose
    time is up, with the stories that are scheduled; those under an embargo only if the ``viewer``
    may read them. No printed page is made so. Raises ``DocumentError`` for what is no document.
    """
    stories, version = Stories(front.language), None
    if document is None and upcoming and at is not None:
        document = ahead.planned_by(front, at)
    if document is None:
        version = front.live
        document = version.document if version else default_document(front)
    whole = document if isinstance(document, Document) else doc.read(document)
    if upcoming and at is not None:
        stories = ahead.stories_by(front.language, at, viewer)
    if at is not None:
        whole = whole.as_of(at)
    containers = _shown(front, whole, gather(whole, stories), stories)
    return Composed(front.pk, version.number if version else None, containers, front.name)


def _shown(
    front: Front, whole: Document, chosen: choosing.Choice, stories: Stories
) -> tuple[Shown, ...]:
    """Dress what was chosen, and leave out what is empty."""
    there = {one.story for row in chosen for one in row} & stories.found.keys()
    pictured = {pk for pk in there if stories.found[pk].picture_id is not None}
    rows = [
        (container, _in_place(container, row, there, pictured))
        for container, row in zip(whole.containers, chosen, strict=True)
    ]
    cards = _dressed([(container, row) for container, row in rows if row], stories.found)
    return tuple(_container(front, container, row, cards) for container, row in rows if row)


Rows = list[tuple[Container, tuple[Chosen, ...]]]


def _in_place(
    container: Container, row: Iterable[Chosen], there: set[int], pictured: set[int]
) -> tuple[Chosen, ...]:
    found = tuple(one for one in row if one.story in there)
    return choosing.with_head(found, pictured) if container.layout == BAND else found


def _dressed(rows: Rows, found: dict[int, Card]) -> dict[int, Card]:
    """Add names, faces and the files of the pictures where they are shown."""
    voices = [one.story for box, row in rows if box.layout == OPINION for one in row]
    leads = {row[0].story for box, row in rows if box.layout in choosing.LEADS}
    shown = {one.story for _, row in rows for one in row}
    signed = {pk for pk in opinions(found) if pk in shown} | {*voices, *leads}
    found = _with_own_pictures(rows, named(found, signed))
    with_cards = [one.story for box, row in rows for one in _with_pictures(box, row)]
    found = _with_files(found, [pk for pk in with_cards if pk not in leads], CARD)
    found = _with_files(found, leads, LEAD)
    return faced(found, voices)


def _with_pictures(container: Container, row: tuple[Chosen, ...]) -> Iterable[Chosen]:
    first = PICTURED.get(container.layout, 0)
    large = (one for one in row[first:] if one.card is not None and one.card.size == "large")
    return (*row[:first], *large)


def _with_own_pictures(rows: Rows, found: dict[int, Card]) -> dict[int, Card]:
    """Put the picture of a use in the place of the story's own, where there is such a picture."""
    wanted = {
        one.story: one.card.picture
        for _, row in rows
        for one in row
        if one.card is not None and one.card.picture is not None
    }
    if not wanted:
        return found
    with explained(*(picture_keys.picture(pk) for pk in wanted.values())):
        there = [pictures.shown(row) for row in _pictures(sorted(set(wanted.values())))]
    known = {one.pk: one for one in there if one is not None}
    dressed = {
        pk: replace(found[pk], use=Use(picture=known[picture]))
        for pk, picture in wanted.items()
        if picture in known
    }
    return found | dressed


def _with_files(found: dict[int, Card], stories: Iterable[int], role: str) -> dict[int, Card]:
    wanted = {pk: picture for pk in stories if (picture := found[pk].picture_id) is not None}
    cut = pictures.cut_in(found[pk].use for pk in wanted)
    made = pictures.files(set(wanted.values()), [role], cut)
    dressed = {
        pk: _with_file(found[pk], made[picture])
        for pk, picture in wanted.items()
        if picture in made
    }
    return found | dressed


def _with_file(card: Card, files: tuple[pictures.File, ...]) -> Card:
    picture = replace(card.picture, prefetched_renditions=files)
    return replace(card, use=replace(card.use, picture=picture))


def _container(
    front: Front, container: Container, row: tuple[Chosen, ...], cards: dict[int, Card]
) -> Shown:
    section = tree().known(container.section) if container.section else None
    section = section if section is not None and section.live else None
    return Shown(
        id=container.id,
        layout=container.layout,
        title=container.title or (section.title if section else ""),
        link=container.link or (section.address if section else ""),
        section=section,
        language=(section.language if section else "") or front.language,
        cards=tuple(_placed(one, cards, _said_already(front)) for one in row),
    )


def _said_already(front: Front) -> str:
    """Return the kicker that says nothing more on a front: what a special one is about."""
    topic = front.topic if front.kind == Front.Kind.SPECIAL else None
    return topic.name.strip().casefold() if topic else ""


def _placed(one: Chosen, cards: dict[int, Card], known: str) -> Placed:
    story, card = cards[one.story], one.card or doc.Card("", one.story)
    own = "" if story.kicker.strip().casefold() == known else story.kicker
    return Placed(
        card=story,
        headline=card.headline or story.title,
        kicker=card.kicker or own,
        standfirst=story.standfirst,
        size=card.size,
        pinned=card.pinned,
        id=card.id,
        related=tuple(in_order(one.related, cards)),
    )
