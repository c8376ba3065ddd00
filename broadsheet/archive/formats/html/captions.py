"""Which words stand with a picture: the element that holds both, its caption and its credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from broadsheet.archive.formats.html import segments, wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.reading import credits

CAPTION = re.compile(
    r"caption|legend|(?:image|img|photo|foto|bild|pic\w{0,6}|media)[-_]{0,2}"
    r"(?:desc\w{0,8}|text|info|title)|about-?photo",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"credit|copyright|photographer|(?:^|[\s_-])(?:source|agency)(?:$|[\s_-])", re.IGNORECASE
)
_LONGEST = 700  # characters of a caption
_BARE = 500  # of one that nothing marks as such
_MOST_RUNS = 4
_SHORT = 300  # of one in an element that has nothing of a picture in its name
_MOST_ELEMENTS = 150
_LEVELS = 5
_STOPS = frozenset({"body", "article", "main", "section", "header", "table"})
_HOLDER = re.compile(r"image|img|photo|foto|bild|picture|figure|media", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:图像来源|圖像來源|image source|bildquelle|fotos?\s?:|crédits?\b)", re.I)
_BUTTONS = re.compile(
    r"^(?:\W|\d{1,2}\s*/\s*\d{1,2}|share|close|open image in gallery|view (?:image|gallery)|"
    r"enlarge|zoom|advertisement|play|watch|image \d+ of \d+|caption|credit:?|photo:?)*$",
    re.IGNORECASE,
)


class Words(NamedTuple):
    """A picture's caption and credit as they are written, and the runs that they are from."""

    caption: str
    credit: str
    runs: tuple[Segment, ...]


NONE = Words("", "", ())


def of(picture: Segment) -> Words:
    """The words that stand with a picture; a credit alone where nothing around it says more."""
    credit = NONE
    for holder, marked in _holders(picture):
        runs = [one for one in segments.cut(holder) if one.key and not _BUTTONS.match(one.text)]
        if not runs:
            continue
        found = _read(holder, runs) if marked or _is_only_caption(holder, runs) else None
        if found is None or len(found.caption) > (_LONGEST if marked else _BARE):
            return credit
        if found.caption:
            return found
        credit = found
    return credit


def _holders(picture: Segment) -> Iterator[tuple[Any, bool]]:
    """The figure around a picture; else the elements around it, from the inside out."""
    figure = picture.place.figure
    if figure is not None:
        if _is_small(figure):
            yield figure, True
        return
    node = picture.place.block
    for _ in range(_LEVELS):
        if node is None or node.tag in _STOPS or not _is_small(node) or _pictures_in(node) > 1:
            return
        yield node, _is_marked(node)
        node = node.getparent()


def _is_small(node: Any) -> bool:
    """Whether an element has no more in it than a picture with its words needs."""
    return next(islice(node.iter(), _MOST_ELEMENTS, None), None) is None


def _pictures_in(node: Any) -> int:
    addresses = {image.get("src") or image.get("data-src") for image in node.iter("img", "amp-img")}
    return len(addresses)


def _is_marked(node: Any) -> bool:
    inner = (one.get("class") or "" for one in node.iter())
    return any(CAPTION.search(names) for names in inner) and len(wording.text_of(node)) < _LONGEST


def _is_only_caption(holder: Any, runs: list[Segment]) -> bool:
    """Whether the runs by an unmarked picture are a caption and not a part of the body."""
    named = bool(_HOLDER.search(holder.get("class") or ""))
    short = named or len(runs[0].text) <= _SHORT
    return (
        short
        and len(runs) <= (_MOST_RUNS if named else 1)
        and all(
            one.place.head is None and one.place.item is None and one.linked == 0 for one in runs
        )
    )


def _read(holder: Any, runs: list[Segment]) -> Words | None:
    """Runs told apart: marked or plain credits, and the rest as the caption."""
    caption: list[str] = []
    credit: list[str] = []
    for one in runs[:_MOST_RUNS]:
        if len(one.text) > _LONGEST or one.place.table is not None:
            return None
        if _is_credit(one, holder):
            credit.append(one.text)
            continue
        marked = [piece for piece in one.pieces if _is_marked_credit(piece)]
        credit += [wording.text_of(piece) for piece in marked]
        rest = Segment(one.place, [piece for piece in one.pieces if piece not in marked]).text
        caption += [rest] if rest not in caption else []
    words = " ".join(caption), " | ".join(dict.fromkeys(filter(None, credit)))
    return Words(*words, tuple(runs[:_MOST_RUNS]))


def _is_marked_credit(piece: Any) -> bool:
    return not isinstance(piece, str) and bool(CREDIT.search(piece.get("class") or ""))


def _is_credit(one: Segment, holder: Any) -> bool:
    """Whether a run is marked as a credit, or is one and nothing else."""
    node = one.place.block
    while node is not None and node is not holder:
        if CREDIT.search(f"{node.get('class') or ''} {node.get('itemprop') or ''}"):
            return True
        node = node.getparent()
    found = credits.split(one.text)
    return bool(_SOURCE.match(one.text)) or (bool(found.credit) and not found.caption)
