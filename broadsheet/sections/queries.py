"""Reads of sections and topics offered to other rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from broadsheet.kit.prepared import Prepared
from broadsheet.kit.remembering import once_a_page
from broadsheet.press import kept, recording
from broadsheet.press.explaining import explained
from broadsheet.sections import keys
from broadsheet.sections.models import FrontPage, Section

# The tree's paths have four letters a step: root, front page, top section.
STEP = 4
TOP = 3 * STEP
COLUMNS = ("pk", "path", "url_path", "title", "live")


@dataclass(frozen=True, slots=True)
class Place:
    """A section, or the front page, as readers' pages need it."""

    pk: int
    path: str
    url_path: str
    title: str
    live: bool
    key: str = ""
    language: str = ""
    blurb: str = ""

    @property
    def address(self) -> str:
        """The place's path on the site, like ``/nation/delhi/``."""
        return "/" + self.url_path.lstrip("/").partition("/")[2]


# In no order: for that SQLite goes through all pages of the paper, though the sections are few.
def _place_rows() -> Any:
    return Section.objects.order_by().values_list(*COLUMNS, "key", "language", "blurb")


def _front_rows() -> Any:
    return FrontPage.objects.order_by().values_list(*COLUMNS)


_places = Prepared(_place_rows)
_fronts = Prepared(_front_rows)


def _by_path(place: Place) -> str:
    return place.path


class Tree:
    """Every section of the paper at one moment. What a page takes out of it is recorded."""

    def __init__(self) -> None:
        with explained():  # what is taken out of it is recorded then
            fronts = sorted((Place(*row) for row in _fronts()), key=_by_path)
            self._sections = sorted((Place(*row) for row in _places()), key=_by_path)
        self._front = next((front for front in fronts if front.live), None)
        self._by_pk = {place.pk: place for place in self._sections}
        self._by_path = {place.path: place for place in self._sections}

    @property
    def front(self) -> Place | None:
        """The paper's home page, or ``None`` before the paper is set up."""
        recording.read(keys.FRONT)
        if self._front is not None:
            recording.read(keys.section(self._front.pk))
        return self._front

    def top(self) -> list[Place]:
        """Return the live sections right under the front page, in their order."""
        return self.children(self.front)

    def above(self, path: str) -> Place | None:
        """Return the top section that a path of the tree is in, or ``None``."""
        found = self._by_path.get(path[:TOP])
        return self.place(found.pk) if found else None

    def known(self, pk: int) -> Place | None:
        """Return the section or front page with that key; ``None`` for another kind of page."""
        if self._front is not None and pk == self._front.pk:
            return self.front
        return self.place(pk) if pk in self._by_pk else None

    def place(self, pk: int) -> Place:
        """Return a section; raises ``KeyError`` if there is none with that key."""
        found = self._by_pk[pk]
        self._read_way(found.path)
        return found

    def _read_way(self, path: str) -> None:
        """Record a place and all above it: its address is made of theirs."""
        on_the_way = (self._by_path.get(path[:end]) for end in range(TOP, len(path) + 1, STEP))
        recording.read(*(keys.section(one.pk) for one in on_the_way if one))

    def at(self, path: str) -> Place | None:
        """Return the live section whose address is ``path``, like ``nation/delhi``."""
        recording.read(*keys.at(path))
        front = self.front
        if front is None:
            return None
        wanted = f"{front.url_path}{path.strip('/')}/"
        found = next((one for one in self._sections if one.live and one.url_path == wanted), None)
        return self.place(found.pk) if found else None

    def keyed(self, key: str) -> Place | None:
        """Return the live section of that stable key, or ``None``."""
        front = self.front
        if front is None:
            return None
        recording.read(keys.below(front.pk))
        found = next((one for one in self._sections if one.live and one.key == key), None)
        return self.place(found.pk) if found else None

    def children(self, parent: Place | Section | None) -> list[Place]:
        """Return the live sections right under a section or the front page, in their order."""
        if parent is None:
            return []
        recording.read(keys.below(parent.pk))
        depth = len(parent.path) + STEP
        found = [
            one
            for one in self._sections
            if one.live and len(one.path) == depth and one.path.startswith(parent.path)
        ]
        return [self.place(one.pk) for one in found]

    def within(self, parent: Place) -> list[int]:
        """Return the keys of a section and of all below it."""
        recording.read(keys.below(parent.pk))
        return [one.pk for one in self._sections if one.path.startswith(parent.path)]

    def hangs_on(self) -> list[str]:
        """Return the keys of all that the whole tree is made from."""
        found = [keys.FRONT]
        for one in (*self._sections, *([self._front] if self._front else [])):
            found += [keys.section(one.pk), keys.below(one.pk)]
        return found

    def trail(self, place: Place | Section) -> list[Place]:
        """Return the sections from the top down to this one."""
        self._read_way(place.path)
        return [one for one in self._sections if place.path.startswith(one.path)]


@once_a_page
def tree() -> Tree:
    """Return the tree as it is now, once a page."""
    return kept.take("tree", Tree, Tree.hangs_on)
