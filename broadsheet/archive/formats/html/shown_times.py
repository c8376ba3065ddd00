"""Moments that a page shows by its headline, with the label that stands with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from broadsheet.archive.articles import FoundTime
from broadsheet.archive.formats.html import stamps, vicinity, wording
from broadsheet.archive.formats.html.segments import Segment
from broadsheet.archive.formats.html.source import Source
from broadsheet.archive.reading import times

_SHORT = 200  # characters of a line of times
_FAR, _FAR_LINE = (15, 60), 50  # runs before and behind, and characters of such a line
_LINE = 120  # characters of one that nothing marks as such
_FEW_CHILDREN, _MOST_SHOWN = 8, 6

Labelled = tuple[FoundTime, str]


def read(source: Source, cut: list[Segment], headline: str) -> list[Labelled]:
    """Each moment with "published" or "updated": those of marked elements, then of plain lines
    near the headline, then of short lines farther off.
    """
    found = [one for element in _marked(source) for one in _of_element(source, element)]
    near = vicinity.around(cut, headline)
    found += _of_runs(source, [one for one in near if len(one.text) <= _LINE], headline)
    if not found:
        far = vicinity.around(cut, headline, *_FAR)
        found += _of_runs(source, [one for one in far if len(one.text) <= _FAR_LINE], headline)[:1]
    return found


def _of_runs(source: Source, runs: list[Segment], headline: str) -> list[Labelled]:
    wanted = wording.key(headline)
    return [
        pair
        for one in runs
        if one.key != wanted and not vicinity.is_head(one)
        for pair in _of_text(source, one.text, one.lines)
    ]


def _of_element(source: Source, element: etree._Element) -> list[Labelled]:
    text, lines = wording.text_of(element), wording.lines_of(element)
    given = _of_text(source, text, lines) if len(text) <= _SHORT else []
    kinds = {kind for _, kind in given}
    exact = stamps.read(element.get("datetime") or "", source.zone)
    if exact and len(kinds) <= 1:
        given.insert(0, (replace(exact, lines=lines), next(iter(kinds), "published")))
    return given


def _of_text(source: Source, text: str, lines: tuple[int, ...]) -> list[Labelled]:
    labelled = times.find_labelled(text, source.zone)
    pairs = ((labelled.published, "published"), (labelled.updated, "updated"))
    return [(replace(time, lines=lines), kind) for time, kind in pairs if time]


def _marked(source: Source) -> Iterator[etree._Element]:
    """``time`` elements, and short elements that are named for a date, from the headline on."""
    started = source.tree.find(".//h1") is None
    count = 0
    for element in source.tree.iter():
        started = started or element.tag == "h1"
        if not started or element in source.hidden:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}".casefold()
        dated = any(word in names for word in ("date", "time", "publish", "updated"))
        if element.tag == "time" or (dated and len(element) < _FEW_CHILDREN):
            count += 1
            yield element
        if count >= _MOST_SHOWN:
            return
