"""What a front is made from, read in few questions however large the archive is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from broadsheet.fronts import choosing
from broadsheet.fronts.choosing import Choice, Fact, Material
from broadsheet.fronts.document import Container, Document
from broadsheet.kit.prepared import Prepared
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import tree
from broadsheet.stories import keys, lists
from broadsheet.stories.cards import Card, cards
from broadsheet.stories.lists import Listed
from broadsheet.stories.models import RelatedStory

# A list: where it comes from, and of what.
Source = tuple[str, int | str | None]
# How many more of a list are read than it shows; how many at most, and at most of those of which
# something is asked that only their cards can tell.
SPARE, MOST, MOST_ASKED = 18, 500, 80
# Related stories stand in the editor's order, whatever their time.
_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)

_related = Prepared(
    lambda story: RelatedStory.objects.filter(story_id=story).values_list("related_id")
)


@dataclass
class Stories:
    """Which stories a language's lists hold, and their cards; all that was read for one front."""

    language: str
    found: dict[int, Card] = field(default_factory=dict)
    listed: dict[Source, list[int]] = field(default_factory=dict)
    related: dict[int, list[int]] = field(default_factory=dict)
    _asked: set[int] = field(default_factory=set)
    _counts: dict[Source, int] = field(default_factory=dict)

    def know(self, stories: Iterable[int]) -> None:
        """Read the cards of stories that were not asked for yet."""
        fresh = set(stories) - self._asked
        if fresh:
            self._asked |= fresh
            self.found |= self.cards_of(fresh)

    def cards_of(self, stories: Collection[int]) -> dict[int, Card]:
        """Return the cards of those that readers may see."""
        return cards(stories)

    def read(self, wanted: Mapping[Source, int]) -> None:
        """Read the first so many stories of each list that is not known that far."""
        short = {one: count for one, count in wanted.items() if self._counts.get(one, 0) < count}
        self._counts |= short
        sections = {pk: short["section", pk] for kind, pk in short if kind == "section"}
        self.listed |= self._in_sections(sections)  # type: ignore[arg-type]
        for source, count in short.items():
            if source[0] != "section":
                self.listed[source] = [one.pk for one in self.first(source, count)]

    def first(self, source: Source, count: int) -> list[Listed]:
        """Return the first stories of a list that is no section's."""
        kind, value = source
        if kind == "topic":
            return lists.on_topic(int(value or 0), count)
        if kind == "contributor":
            return lists.by_contributor(int(value or 0), count)
        if kind == "form":
            return lists.of_form(str(value), self.language, count)
        if kind == "related":
            return [Listed(_NO_TIME, 0, pk) for pk in self.related_to(int(value or 0))]
        return lists.newest(self.language, count)

    def _in_sections(self, counts: Mapping[int, int]) -> dict[Source, list[int]]:
        places = [place for pk in counts if (place := tree().known(pk)) is not None and place.live]
        if not places:
            return {("section", pk): [] for pk in counts}
        found = lists.bands(places, max(counts.values()))
        return {("section", pk): [one.pk for one in found.get(pk, [])] for pk in counts}

    def related_to(self, story: int) -> list[int]:
        """Return a story's related ones, in the editor's order, and read their cards."""
        if story not in self.related:
            with explained(keys.story(story)):
                self.related[story] = [pk for (pk,) in _related(story)]
            self.know(self.related[story])
        return self.related[story]

    def is_short(self, source: Source, most: int) -> bool:
        """Whether more of a list could be read, and is not at most so much."""
        asked = self._counts.get(source, 0)
        return source[0] != "related" and len(self.listed.get(source, ())) >= asked < most

    def more_of(self, source: Source) -> int:
        """Return how many of a list to read if those that were are not enough."""
        return min(2 * self._counts[source], MOST)

    def material(self, document: Document) -> Material:
        """Return what is known as a front is chosen from it."""
        facts = {pk: Fact(one.form, one.picture_id is not None) for pk, one in self.found.items()}
        sources = {one.id: source_of(one) for one in document.containers}
        candidates = {
            name: self.listed.get(source, []) for name, source in sources.items() if source
        }
        return Material(facts, candidates, self.related)


def gather(document: Document, stories: Stories) -> Choice:
    """Choose what stands on a front, and read the cards of all of it."""
    stories.know(card.story for card in document.cards())
    wanted = _counts(document)
    while True:
        stories.read(wanted)
        _know_what_is_asked_of(document, stories)
        chosen = choosing.compose(document, stories.material(document))
        lead = _lead(chosen) if _asks_for_related(document) else None
        if lead is None or lead in stories.related:
            wanted = _hungry(document, chosen, stories)
            if not wanted:
                break
        else:
            stories.related_to(lead)
    stories.know(one.story for row in chosen for one in row)
    return chosen


def source_of(container: Container) -> Source | None:
    """Return the list that a container is filled from."""
    backfill = container.backfill
    if backfill is None or (backfill.source == "related" and backfill.value is None):
        return None
    return (backfill.source, backfill.value)


def _counts(document: Document) -> dict[Source, int]:
    """Return how much of each list is read at first: what it may have to show, and some spare."""
    counts: dict[Source, int] = {}
    for container in document.containers:
        source = source_of(container)
        if source is not None:
            more = 2 if choosing.asks_for_facts(container) else 1
            counts[source] = counts.get(source, SPARE) + more * container.shows
    return {source: min(count, MOST) for source, count in counts.items()}


def _know_what_is_asked_of(document: Document, stories: Stories) -> None:
    asked = [one for one in document.containers if choosing.asks_for_facts(one)]
    sources = [source for one in asked if (source := source_of(one))]
    stories.know(pk for source in sources for pk in stories.listed.get(source, ()))


def _asks_for_related(document: Document) -> bool:
    """Whether anything hangs on what is related to the front's first story."""
    first = document.containers[:1]
    asked = (one for one in document.containers if one.backfill and source_of(one) is None)
    return any(one.layout in choosing.LEADS for one in first) or any(asked)


def _lead(chosen: Choice) -> int | None:
    """Return the front's first story."""
    return next((row[0].story for row in chosen if row), None)


def _hungry(document: Document, chosen: Choice, stories: Stories) -> dict[Source, int]:
    """Return the lists of which more is to be read, for containers that are not full."""
    short = [
        (source, MOST_ASKED if choosing.asks_for_facts(container) else MOST)
        for container, row in zip(document.containers, chosen, strict=True)
        if len(row) < container.shows and (source := source_of(container))
    ]
    return {
        source: stories.more_of(source) for source, most in short if stories.is_short(source, most)
    }
