"""From the editor's rows to links: what was renamed is called anew, what is gone is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.furniture.navigation import rules
from broadsheet.furniture.navigation.rules import Entry
from broadsheet.people.models import Contributor
from broadsheet.sections.models import Topic
from broadsheet.sections.queries import Place, tree


@dataclass(frozen=True)
class Link:
    """A link as readers get it. ``section`` is the section's key, ``below`` what is under it."""

    words: str
    address: str
    section: int | None = None
    language: str = ""
    below: tuple[Link, ...] = ()

    @property
    def is_outside(self) -> bool:
        """Whether it leads to another site."""
        return not self.address.startswith("/")


@dataclass(frozen=True)
class Column:
    """Links under a heading, which may be empty."""

    heading: str
    links: tuple[Link, ...]


def links(rows: Iterable[Entry], *, below: bool = False) -> tuple[Link, ...]:
    """Return the links of rows; ``below`` gives each section those that are under it."""
    there = list(rows)
    topics, people = _topics(there), _people(there)
    found = (_link(row, topics, people, below=below) for row in there)
    return tuple(link for link in found if link is not None)


def columns(rows: Iterable[Entry], *, below: bool = False) -> list[Column]:
    """Return the links of rows under their headings."""
    found = (
        Column(group.heading, links(group.entries, below=below)) for group in rules.grouped(rows)
    )
    return [column for column in found if column.links]


def of_section(place: Place, words: str = "", *, below: bool = False) -> Link:
    """Return the link to a section."""
    under = tree().children(place) if below else []
    return Link(
        words or place.title,
        place.address,
        place.pk,
        place.language,
        tuple(of_section(one) for one in under),
    )


def _link(
    row: Entry, topics: dict[str, Topic], people: dict[str, Contributor], *, below: bool
) -> Link | None:
    if row.kind == rules.PAGE:
        return Link(row.words, row.target)
    if row.kind == rules.SECTION:
        place = tree().known(int(row.target))
        there = place is not None and place.live
        return of_section(place, row.words, below=below) if place and there else None
    if row.kind == rules.TOPIC and (topic := topics.get(row.target)):
        present = topic.present
        return Link(row.words or present.name, f"/topic/{present.slug}/", language=present.language)
    if row.kind == rules.PERSON and (person := people.get(row.target)):
        return Link(row.words or person.name, f"/by/{person.slug}/", language=person.language)
    return None


def _topics(rows: list[Entry]) -> dict[str, Topic]:
    wanted = [int(row.target) for row in rows if row.kind == rules.TOPIC]
    return {str(row.pk): row for row in Topic.objects.filter(pk__in=wanted)} if wanted else {}


def _people(rows: list[Entry]) -> dict[str, Contributor]:
    wanted = [int(row.target) for row in rows if row.kind == rules.PERSON]
    return {str(row.pk): row for row in Contributor.objects.filter(pk__in=wanted)} if wanted else {}
