"""Which stories stand where on a front: one pass from the top, each story once.

Pins keep their places, then come the stories that were placed by hand, then backfill.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.fronts.document import NEWS, Backfill, Card, Container, Document

OPINION = "opinion"
# Layouts whose first story has a picture if any has one: from all that could stand there.
LEADS = ("lead", "lead-four")
LINES = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """What a story that readers may see is chosen by."""

    form: str
    pictured: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A story in its place: with its card if it was placed by hand, with lines under a lead."""

    story: int
    card: Card | None = None
    related: tuple[int, ...] = ()


@dataclass(frozen=True)
class Material:
    """What a front is made from.

    ``facts`` are of the stories that readers may see, of all that were placed by hand and of all
    candidates that a backfill asks something of; ``candidates`` are what could stand in each
    container, by its id; ``related`` are a story's related ones.
    """

    facts: Mapping[int, Fact] = field(default_factory=dict)
    candidates: Mapping[str, Sequence[int]] = field(default_factory=dict)
    related: Mapping[int, Sequence[int]] = field(default_factory=dict)


Choice = tuple[tuple[Chosen, ...], ...]


def compose(document: Document, material: Material) -> Choice:
    """Return what stands in each container of a document, in their order."""
    standing = _standing(document, material.facts)
    used = {card.story for cards in standing.values() for card in cards}
    made: list[tuple[Chosen, ...]] = []
    for place, container in enumerate(document.containers):
        first = next((row[0].story for row in made if row), None)
        waiting = _Waiting(container, material, used, first)
        slots = _by_hand(container, standing[container.id])
        if container.layout in LEADS and slots and slots[0] is None:
            slots[0] = waiting.pictured()
        if place == 0 and container.layout in LEADS and slots and slots[0] is not None:
            slots[0] = _with_lines(slots[0], material, used)
        filled = [slot or waiting.next() for slot in slots]
        made.append(tuple(one for one in filled if one is not None))
    return tuple(made)


def asks_for_facts(container: Container) -> bool:
    """Whether a container's backfill chooses by what a story is."""
    backfill = container.backfill
    if backfill is None:
        return False
    return bool(backfill.with_picture or backfill.form or container.layout in LEADS)


def with_head(row: Sequence[Chosen], pictured: set[int]) -> tuple[Chosen, ...]:
    """Return a band with a picture at its head, unless somebody placed its first story by hand."""
    if not row or row[0].card is not None:
        return tuple(row)
    head = next((one for one in row if one.card is None and one.story in pictured), row[0])
    return (head, *(one for one in row if one is not head))


# --- what was placed by hand ---


def _standing(document: Document, facts: Mapping[int, Fact]) -> dict[str, list[Card]]:
    """Return the cards that stand, by container: pins first, then the others from the top."""
    stands: dict[str, list[Card]] = {one.id: [] for one in document.containers}
    used: set[int] = set()
    for pinned in (True, False):
        for container in document.containers:
            for card in container.cards:
                there = stands[container.id]
                free = len(there) < container.shows and card.story not in used
                if card.pinned is pinned and free and card.story in facts:
                    there.append(card)
                    used.add(card.story)
    return stands


def _by_hand(container: Container, cards: Sequence[Card]) -> list[Chosen | None]:
    """Put pins into their places and the others into the first that are free."""
    slots: list[Chosen | None] = [None] * container.shows
    places = {card.id: place for place, card in enumerate(container.cards)}
    pins = sorted((card for card in cards if card.pinned), key=lambda card: places[card.id])
    for card in pins:
        place = min(places[card.id], container.shows - 1)
        slots[_free_from(slots, place)] = Chosen(card.story, card)
    others = sorted((card for card in cards if not card.pinned), key=lambda card: places[card.id])
    for card in others:
        slots[slots.index(None)] = Chosen(card.story, card)
    return slots


def _free_from(slots: Sequence[Chosen | None], place: int) -> int:
    """Return the place, or the nearest free one: after it, else before it."""
    after = range(place, len(slots))
    nearest: tuple[int, ...] = (*after, *reversed(range(place)))
    return next(at for at in nearest if slots[at] is None)


# --- what nobody placed ---


class _Waiting:
    """What could stand in a container and stands nowhere yet, in its order."""

    def __init__(
        self, container: Container, material: Material, used: set[int], first: int | None
    ) -> None:
        self._facts, self._used = material.facts, used
        self._backfill = container.backfill
        self._stories = list(material.candidates.get(container.id, ()))
        if self._backfill and (self._backfill.source, self._backfill.value) == ("related", None):
            self._stories = list(material.related.get(first, ())) if first else []

    def next(self) -> Chosen | None:
        """Take the next story, or ``None`` if there is none."""
        return self._take(next(self._open(), None))

    def pictured(self) -> Chosen | None:
        """Take the first story with a picture, else the first."""
        stories = list(self._open())
        with_picture = (one for one in stories if one in self._facts and self._facts[one].pictured)
        return self._take(next(with_picture, stories[0] if stories else None))

    def _take(self, story: int | None) -> Chosen | None:
        if story is None:
            return None
        self._used.add(story)
        return Chosen(story)

    def _open(self) -> Iterator[int]:
        for story in self._stories:
            if story not in self._used and self._wanted(story):
                yield story

    def _wanted(self, story: int) -> bool:
        backfill = self._backfill
        if backfill is None or not (backfill.form or backfill.with_picture):
            return True
        fact = self._facts.get(story)
        return fact is not None and suits(backfill, fact)


def suits(backfill: Backfill, fact: Fact) -> bool:
    """Whether a story is what a backfill asks for."""
    if backfill.with_picture and not fact.pictured:
        return False
    if backfill.form == NEWS:
        return fact.form != OPINION
    return backfill.form in ("", fact.form)


def _with_lines(lead: Chosen, material: Material, used: set[int]) -> Chosen:
    """Put related stories under the front's lead, that stand nowhere else."""
    related = [
        one
        for one in material.related.get(lead.story, ())
        if one in material.facts and one not in used
    ][:LINES]
    used.update(related)
    return replace(lead, related=tuple(related))
