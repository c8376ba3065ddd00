"""Headline, search title, social title and standfirst.

The first ``h1`` that the page's own titles agree with is the headline: JSON-LD cuts some at 110
characters, Open Graph adds the paper's name, and many pages have an ``h1`` for their logo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from broadsheet.archive.articles import Found, Remark
from broadsheet.archive.formats.html import identity, shown_titles, wording
from broadsheet.archive.formats.html.source import Source

_SAME = 0.8
_FEW = 3  # words of a headline
_CUT_FROM = 30  # letters from which the start of a title tells the whole
_ALIKE = 0.6
_BARS = re.compile(r"\s+[|\-–—•·»:]\s+|\s*[|｜]\s*|\s+::\s+|(?<=\S)\s*»\s*")
_CUT = re.compile(r"(?:…|\.\.\.)\s*$")


class Titles(NamedTuple):
    """What the page calls its article in each place."""

    headline: Found | None
    search: str
    social: str
    remarks: tuple[Remark, ...]


_NOTHING = Titles(None, "", "", ())


def read(source: Source) -> Titles:
    """The headline and its variants; no headline where the page gives none at all."""
    return _read(source, identity.names(source)) or _read(source, []) or _NOTHING


def _read(source: Source, papers: list[str]) -> Titles | None:
    data = list(_named(_data_titles(source), papers))
    social = list(_named(_social_titles(source), papers))
    search = without_paper(source.title, papers)
    references = [found.value for found in (*data, *social)]
    references += [search] if search and not _is_paper(search, papers) else []
    shown = [pair for pair in shown_titles.read(source) if not _is_paper(pair[1], papers)]
    headline = _nearest(shown, references) or _heading(source, references)
    headline = headline or _from_data(data, social, references[-1:])
    if headline is None:
        return None
    return Titles(
        headline,
        search if search != headline.value else "",
        social[0].value if social and social[0].value != headline.value else "",
        _doubt(headline, data, shown),
    )


def _is_paper(title: str, papers: list[str]) -> bool:
    return wording.key(title) in {wording.key(name) for name in papers}


def _named(titles: Iterator[tuple[str, tuple[int, ...]]], papers: list[str]) -> Iterator[Found]:
    """Titles without the paper's name; those that are nothing else are left out."""
    for text, lines in titles:
        bare = without_paper(text, papers)
        if not _is_paper(bare, papers):
            yield Found(bare, lines)


def _data_titles(source: Source) -> Iterator[tuple[str, tuple[int, ...]]]:
    for value, line in source.linked.values("headline", "name"):
        if isinstance(value, str) and (text := wording.strip_tags(value)):
            yield text, line
            return


def _social_titles(source: Source) -> Iterator[tuple[str, tuple[int, ...]]]:
    names = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
    yield from source.meta.all(*names)


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


def _nearest(shown: list[tuple[Any, str]], references: list[str]) -> Found | None:
    """The shown title that is most like the titles in the page's data; an only one in any case."""
    best, score = None, -1.0
    for element, text in shown:
        like = max((_agreement(text, reference) for reference in references), default=0.0)
        if like > score:
            best, score = (element, text), like
    alone = len({wording.key(text) for _, text in shown}) == 1
    if best is None or (score < _ALIKE and not (alone and _is_title(best[1]))):
        return None
    return Found(_cased(best[1], references), wording.lines_of(best[0]))


def _is_title(text: str) -> bool:
    """Whether a text is long enough for a headline that nothing else confirms."""
    return len(wording.words(text)) >= _FEW


def _cased(title: str, references: list[str]) -> str:
    """A headline that the page sets in capitals, as its data writes it."""
    if not title.isupper():
        return title
    same = (one for one in references if wording.key(one) == wording.key(title))
    return next((one for one in same if not one.isupper()), title)


def _heading(source: Source, references: list[str]) -> Found | None:
    """A lesser heading that is one of the titles in the page's data."""
    wanted = {wording.key(reference) for reference in references}
    for element in source.tree.iter("h2", "h3"):
        text = wording.text_of(element)
        if _is_title(text) and wording.key(text) in wanted and element not in source.hidden:
            return Found(text, wording.lines_of(element))
    return None


def _agreement(shown: str, reference: str) -> float:
    """How alike two titles are; a reference that was cut agrees with its whole."""
    mine, theirs = wording.key(shown), wording.key(_CUT.sub("", reference))
    if mine and mine == theirs:
        return 1.0
    if len(theirs) > _CUT_FROM and mine.startswith(theirs[:-3]):
        return 0.99
    return 0.98 * wording.resemblance(shown, reference)


def _from_data(data: list[Found], social: list[Found], search: list[str]) -> Found | None:
    """Where no ``h1`` fits: the first title of the data that was not cut, then any."""
    candidates = [*data, *social, *map(Found, search)]
    whole = [found for found in candidates if not _CUT.search(found.value)]
    return next(iter([*whole, *candidates]), None)


def _doubt(headline: Found, data: list[Found], shown: list[tuple[Any, str]]) -> tuple[Remark, ...]:
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
        if _is_title(found.value) and wording.resemblance(found.value, headline) < _SAME:
            return found
    return None
