"""The runs of text around the headline, where bylines and dates stand."""

from __future__ import annotations

from broadsheet.archive.formats.html import wording
from broadsheet.archive.formats.html.segments import Segment

AHEAD, BEHIND = 4, 18  # runs before and after the headline


def around(cut: list[Segment], headline: str) -> list[Segment]:
    """The runs around the headline; none where it is not shown and the page has no ``h1``."""
    runs = [one for one in cut if one.key]
    wanted = wording.key(headline)
    heads = [at for at, one in enumerate(runs) if one.key == wanted]
    heads = [at for at in heads if runs[at].place.head is not None] or heads
    heads = heads or [at for at, one in enumerate(runs) if is_head(one)]
    return runs[max(0, heads[0] - AHEAD) : heads[0] + BEHIND] if heads else []


def is_head(one: Segment) -> bool:
    """Whether a run is the page's first-rank heading."""
    return one.place.head is not None and one.place.head.tag == "h1"
