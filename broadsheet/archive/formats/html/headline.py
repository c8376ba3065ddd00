"""Headline, search title, social title and standfirst.

The first ``h1`` that the page's own titles agree with is the headline: JSON-LD cuts some at 110
characters, Open Graph adds the paper's name, and many pages have an ``h1`` for their logo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from broadsheet.archive.articles import Found, Remark
from broadsheet.archive.formats.html import identity, microdata, wording
from broadsheet.archive.formats.html.source import Source

_LONGEST = 400
_ALIKE = 0.6
_BARS = re.compile(r"\s+[|\-–—•·»:]\s+|\s*[|｜]\s*|\s+::\s+|(?<=\S)\s*»\s*")
_CUT = re.compile(r"(?:…|\.\.\.)\s*$")


class Titles(NamedTuple):
    """What the page calls its article in each place."""

    headline: Found | None
    search: str
    social: str
    remarks: tuple[Remark, ...]


def read(source: Source) -> Titles:
    """The headline and its variants; no headline where the page gives none at all."""
    papers = identity.names(source)
    data = [_bare(Found(text, line), papers) for text, line in _data_titles(source)]
    social = [_bare(Found(text, line), papers) for text, line in _social_titles(source)]
    search = without_paper(source.title, papers)
    references = [found.value for found in (*data, *social)] + [search]
    shown = list(_shown(source))
    chosen = _nearest(shown, [text for text in references if text])
    headline = chosen or _from_data(data, social, search)
    return Titles(
        headline,
        search if headline and search != headline.value else "",
        social[0].value if social and headline and social[0].value != headline.value else "",
        _doubt(headline, data, shown),
    )


def _data_titles(source: Source) -> Iterator[tuple[str, tuple[int, ...]]]:
    for value, line in source.linked.values("headline", "name"):
        if isinstance(value, str) and (text := wording.strip_tags(value)):
            yield text, line
            return


def _social_titles(source: Source) -> Iterator[tuple[str, tuple[int, ...]]]:
    names = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
    yield from source.meta.all(*names)


def _bare(found: Found, papers: list[str]) -> Found:
    return Found(without_paper(found.value, papers), found.lines)


def without_paper(title: str, papers: list[str]) -> str:
    """A title without the paper's name at its end or start; any other bar is the editor's own."""
    known = {wording.key(name) for name in papers}
    bars = list(_BARS.finditer(title))
    for bar in reversed(bars):
        if wording.key(title[bar.end() :]) in known and bar.start() > 0:
            return without_paper(title[: bar.start()].strip(), papers)
    for bar in bars[:1]:
        if wording.key(title[: bar.start()]) in known and title[bar.end() :].strip():
            return title[bar.end() :].strip()
    return title


def _shown(source: Source) -> Iterator[tuple[etree._Element, str]]:
    """The page's ``h1`` elements, and elements marked as the headline, with their text."""
    seen = set()
    for element in source.tree.iter("h1"):
        text = wording.text_of(element)
        if text and len(text) <= _LONGEST and element not in source.hidden:
            seen.add(element)
            yield element, text
    for value, element in microdata.values(source.tree, "headline"):
        if element.tag != "meta" and element not in seen and len(value) <= _LONGEST:
            yield element, wording.text_of(element)


def _nearest(shown: list[tuple[etree._Element, str]], references: list[str]) -> Found | None:
    """The shown title that is most like the titles in the page's data."""
    best, score = None, 0.0
    for element, text in shown:
        like = max((_agreement(text, reference) for reference in references), default=0.0)
        if like > score:
            best, score = (element, text), like
    if best is None or score < _ALIKE:
        return None
    return Found(best[1], wording.lines_of(best[0]))


def _agreement(shown: str, reference: str) -> float:
    """How alike two titles are; a reference that was cut agrees with its whole."""
    mine, theirs = wording.key(shown), wording.key(_CUT.sub("", reference))
    if mine and mine == theirs:
        return 1.0
    if len(theirs) > 30 and mine.startswith(theirs[:-3]):
        return 0.99
    return 0.98 * wording.resemblance(shown, reference)


def _from_data(data: list[Found], social: list[Found], search: str) -> Found | None:
    """Where no ``h1`` fits: the first title of the data that was not cut, then any."""
    candidates = [*data, *social, *([Found(search)] if search else [])]
    whole = [found for found in candidates if not _CUT.search(found.value)]
    return next(iter([*whole, *candidates]), None)


def _doubt(
    headline: Found | None, data: list[Found], shown: list[tuple[etree._Element, str]]
) -> tuple[Remark, ...]:
    if headline is None:
        return ()
    remarks = []
    if data and _agreement(headline.value, data[0].value) < _ALIKE:
        message = f"The page's data calls the article “{data[0].value}”: two candidates."
        remarks.append(Remark("headline_two_candidates", message, headline.lines + data[0].lines))
    if not shown:
        message = "No headline is shown on the page: it was taken from the page's data."
        remarks.append(Remark("headline_not_shown", message, headline.lines))
    return tuple(remarks)


def standfirst(source: Source, headline: str) -> Found | None:
    """The sentence under the headline, from the data; none where it only repeats the headline."""
    names = ("og:description", "description", "twitter:description", "dc.description")
    candidates = [Found(text, line) for text, line in source.meta.all(*names)]
    for value, line in source.linked.values("description", "alternativeHeadline"):
        if isinstance(value, str) and (text := wording.strip_tags(value)):
            candidates.append(Found(text, line))
    whole = [one for one in candidates if not _CUT.search(one.value)]
    for found in [*whole, *candidates]:
        if len(wording.words(found.value)) > 3 and wording.resemblance(found.value, headline) < 0.8:
            return found
    return None
