"""A page while it is being read: its pieces, what each was found to be, and what must be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from broadsheet.archive.articles import FurnitureKind, Remark
from broadsheet.archive.formats.page_text.shapes import Piece, Shape

RUNNING = (Shape.PROSE, Shape.SENTENCE)


@dataclass
class Page:
    """The pieces in order; ``taken`` says which are fields already, ``kinds`` which furniture."""

    pieces: list[Piece]
    zone: ZoneInfo
    first: int
    last: int
    headline: int = 0
    start: int = 0
    taken: set[int] = field(default_factory=set)
    kinds: dict[int, FurnitureKind] = field(default_factory=dict)
    warnings: list[Remark] = field(default_factory=list)

    def free(self, place: int) -> bool:
        """Whether a piece is neither a field nor furniture yet."""
        return place not in self.taken and place not in self.kinds

    def warn(self, code: str, message: str, lines: tuple[int, ...] = ()) -> None:
        """Say something that a person should know."""
        self.warnings.append(Remark(code, message, lines))

    def between(self, first: int, last: int) -> range:
        """The places from ``first`` up to ``last``, kept within the page."""
        return range(max(0, first), min(len(self.pieces), max(0, last)))
