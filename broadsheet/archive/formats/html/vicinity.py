"""The runs of text around the headline, where bylines and dates stand."""

from __future__ import annotations

from broadsheet.archive.formats.html import wording
from broadsheet.archive.formats.html.segments import Segment

AHEAD, BEHIND = 4, 18  # runs before and after the headline


def around(
    cut: list[Segment], headline: str, ahead: int = AHEAD, behind: int = BEHIND
) -> list[Segment]:
    """The runs around the headline; none where it is not shown and the page has no ``h1``."""
    runs, at = _placed(cut, headline)
    return [] if at is None else runs[max(0, at - ahead) : at + behind]


def behind(cut: list[Segment], headline: str) -> list[Segment]:
    """The runs that follow the headline."""
    runs, at = _placed(cut, headline)
    return [] if at is None else runs[at + 1 : at + BEHIND]


def _placed(cut: list[Segment], headline: str) -> tuple[list[Segment], int | None]:
    """The runs of text, and the number of the headline's."""
    runs = [one for one in cut if one.key]
    wanted = wording.key(headline)
    heads = [at for at, one in enumerate(runs) if one.key == wanted]
    heads = [at for at in heads if runs[at].place.head is not None] or heads
    heads = heads or [at for at, one in enumerate(runs) if is_head(one)]
    return runs, heads[0] if heads else None


def is_head(one: Segment) -> bool:
    """Whether a run is the page's first-rank heading."""
    return one.place.head is not None and one.place.head.tag == "h1"
