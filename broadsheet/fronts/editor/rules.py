"""What differs between two documents of a front, as an editor would say it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.fronts.document import Card, Container, Document


@dataclass(frozen=True, slots=True)
class At:
    """A story in its place: the container, and which of its cards, counted from 1."""

    card: Card
    container: Container
    place: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A story that stands elsewhere, or stands in its place with other words."""

    before: At
    after: At


@dataclass(frozen=True, slots=True)
class Difference:
    """What came, what went, what moved and what is said otherwise, cards and containers."""

    came: tuple[At, ...] = ()
    went: tuple[At, ...] = ()
    moved: tuple[Moved, ...] = ()
    reworded: tuple[Moved, ...] = ()
    containers_came: tuple[Container, ...] = ()
    containers_went: tuple[Container, ...] = ()
    containers_changed: tuple[Container, ...] = ()
    containers_moved: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether the two say the same."""
        return self == Difference()

    def stories(self) -> set[int]:
        """Return the stories that it speaks of."""
        at = [*self.came, *self.went, *(one.after for one in (*self.moved, *self.reworded))]
        return {one.card.story for one in at}


def difference(before: Document, after: Document) -> Difference:
    """Return what leads from one to the other. A story is the same wherever it stands.

    A card that stands behind another than before moved, unless only others came or went ahead of
    it: so one story that is taken out does not move all below it.
    """
    old, new = _places(before), _places(after)
    both = [story for story in new if story in old]
    pairs = [Moved(old[story], new[story]) for story in both]
    stayed = _stayed(old, new)
    boxes, now = _boxes(before), _boxes(after)
    kept = [name for name in now if name in boxes]
    return Difference(
        came=tuple(at for story, at in new.items() if story not in old),
        went=tuple(at for story, at in old.items() if story not in new),
        moved=tuple(one for one in pairs if one.after.card.story not in stayed),
        reworded=tuple(one for one in pairs if _words(one.before) != _words(one.after)),
        containers_came=tuple(one for name, one in now.items() if name not in boxes),
        containers_went=tuple(one for name, one in boxes.items() if name not in now),
        containers_changed=tuple(
            now[name] for name in kept if _settings(boxes[name]) != _settings(now[name])
        ),
        containers_moved=[name for name in boxes if name in now] != kept,
    )


def _places(document: Document) -> dict[int, At]:
    """Return where each story stands first."""
    found: dict[int, At] = {}
    for container in document.containers:
        for place, card in enumerate(container.cards, 1):
            found.setdefault(card.story, At(card, container, place))
    return found


def _boxes(document: Document) -> dict[str, Container]:
    return {one.id: one for one in document.containers}


def _stayed(old: dict[int, At], new: dict[int, At]) -> set[int]:
    """Return the stories that kept their container and their order among those that did."""
    found: set[int] = set()
    for container in {at.container.id for at in new.values()}:
        was = [pk for pk, at in old.items() if at.container.id == container]
        now = [pk for pk, at in new.items() if at.container.id == container]
        found |= _in_order([pk for pk in was if pk in now], [pk for pk in now if pk in was])
    return found


def _in_order(was: list[int], now: list[int]) -> set[int]:
    """Return the longest run of stories that stand in the same order in both (at most 40 each)."""
    rows = [[0] * (len(now) + 1) for _ in range(len(was) + 1)]
    for i, one in enumerate(was):
        for j, other in enumerate(now):
            best = max(rows[i][j + 1], rows[i + 1][j])
            rows[i + 1][j + 1] = rows[i][j] + 1 if one == other else best
    found, i, j = set(), len(was), len(now)
    while i and j:
        if was[i - 1] == now[j - 1]:
            found.add(was[i - 1])
            i, j = i - 1, j - 1
        elif rows[i - 1][j] >= rows[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return found


def _words(at: At) -> tuple[object, ...]:
    card = at.card
    said = (card.headline, card.kicker, card.picture, card.size)
    return (*said, card.pinned, card.until)


def _settings(one: Container) -> tuple[object, ...]:
    return (one.layout, one.title, one.link, one.section, one.shows, one.backfill)
