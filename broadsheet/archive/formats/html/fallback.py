"""The body of pages on which no running text was told from the rest: briefs, pages by scripts."""

from __future__ import annotations

import re

from broadsheet.archive.formats.html import clutter, wording
from broadsheet.archive.formats.html.segments import Place, Segment
from broadsheet.archive.formats.html.source import Source

_SHORTEST = 20  # letters of a run that is recognised by the page's description
_HALF = 0.5
_SENTENCE = 12  # words
_STORY = 100


def read(source: Source, runs: list[Segment], standfirst: str) -> list[Segment]:
    """The run that the page's description begins with, and those beside it; else the text that
    JSON-LD gives; else a long description; else nothing.
    """
    return _described(runs, standfirst) or _linked(source) or _told(source)


def _described(runs: list[Segment], standfirst: str) -> list[Segment]:
    wanted = wording.key(standfirst.rstrip(".… "))
    if len(wanted) < _SHORTEST:
        return []
    for one in runs:
        same = len(one.key) >= _SHORTEST and (wanted.startswith(one.key) or one.key in wanted)
        same = same or one.key.startswith(wanted)
        if not same or one.linked >= _HALF or clutter.outside(one) or one.place.head is not None:
            continue
        block = one.place.block
        around = block if block.tag != "p" else block.getparent()
        beside = [run for run in runs if run.place.block in {around, *around}]
        return [run for run in beside if run.linked < _HALF]
    return []


def _linked(source: Source) -> list[Segment]:
    """The paragraphs of JSON-LD's ``articleBody``, which has no markup and often no line ends."""
    for value, lines in source.linked.values("articleBody"):
        if not isinstance(value, str):
            continue
        parts = [wording.strip_tags(part) for part in re.split(r"\n+|</p>|<br\s*/?>", value)]
        text = [part for part in parts if part]
        if len(wording.words(" ".join(text))) >= _SENTENCE:
            place = Place(source.tree)
            return [Segment(place, [part], given_lines=lines) for part in text]
    return []


def _told(source: Source) -> list[Segment]:
    """A description so long that it is the text itself, as pages made by scripts give it."""
    values = [pair for pair in source.linked.values("description") if isinstance(pair[0], str)]
    for value, lines in [*values, *source.meta.all("og:description", "description")]:
        text = wording.strip_tags(value)
        if len(wording.words(text)) >= _STORY and not text.endswith(("…", "...")):
            return [Segment(Place(source.tree), [text], given_lines=lines)]
    return []
