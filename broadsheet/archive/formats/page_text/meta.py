"""The times and the byline of an article, from the lines around its headline."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from broadsheet.archive.articles import FoundByline, FoundTime
from broadsheet.archive.formats.page_text.head import is_byline
from broadsheet.archive.formats.page_text.page import Page
from broadsheet.archive.formats.page_text.shapes import Piece, Shape
from broadsheet.archive.reading import bylines, datelines, times

_ABOVE = 4  # pieces above the headline in which its times may stand
_BELOW = 6  # pieces after the body in which labelled times may stand
_GLUED = re.compile(r"(?<=[a-z.])(?=(?:Written|Edited|Reported|Posted|Published|Updated) [Bb]y\b)")
_AND = re.compile(r"^(?:and|&|with|,)\s+", re.IGNORECASE)
_AND_IN = re.compile(r",? and |, | & ")
_MOST_NAMES = 8
_LONGEST_LABEL = 40
_LONGEST_NAMES = 120


@dataclass
class Times:
    """The moments found, each with all that contradicted it."""

    published: FoundTime | None = None
    updated: FoundTime | None = None


@dataclass
class _Sight:
    time: FoundTime
    label: str
    place: int


def _sights(page: Page) -> list[_Sight]:
    """Every date near the article: unlabelled ones only about the headline."""
    found: list[_Sight] = []
    for place in page.between(page.headline - _ABOVE, page.last + _BELOW):
        piece = page.pieces[place]
        if not piece.stamped or piece.heading == "market_strip":
            continue
        about = place <= page.start
        for stamp in times.stamps(piece.text, page.zone):
            label = stamp.label or _label_before(page, place)
            if label or about:
                moment = replace(stamp.time, lines=piece.lines)
                found.append(_Sight(moment, label, place))
                page.taken.add(place)
    return found


def _label_before(page: Page, place: int) -> str:
    """The label of a date that stands alone, from the short piece above it ("Last updated")."""
    if place == 0:
        return ""
    above = page.pieces[place - 1]
    if above.weight > _LONGEST_LABEL or above.stamped:
        return ""
    label = times.label_of(above.text)
    if label:
        page.taken.add(place - 1)
    return label


def find_times(page: Page) -> Times:
    """The published and updated moments; says what was assumed, missing or contradicted."""
    sights = _sights(page)
    labelled = [sight for sight in sights if sight.label == "published"]
    bare = [sight for sight in sights if not sight.label]
    updated = [sight for sight in sights if sight.label == "updated"]
    found = Times(
        _chosen(page, labelled or bare[:1], "published"), _chosen(page, updated, "updated")
    )
    if found.updated is None and not labelled and len(bare) > 1:
        found.updated = _second(bare)
    _say(page, found)
    return found


def _second(bare: list[_Sight]) -> FoundTime | None:
    """Of two dates without labels on one line, the later one is the update."""
    first, second = bare[0], bare[1]
    if first.place != second.place or second.time.value <= first.time.value:
        return None
    return second.time


def _chosen(page: Page, sights: list[_Sight], what: str) -> FoundTime | None:
    """The most exact of the moments with one label; says so where they contradict each other."""
    if not sights:
        return None
    best = min(sights, key=lambda sight: (sight.time.day_only, bool(sight.time.assumed_zone)))
    others = [sight for sight in sights if _contradicts(sight.time, best.time)]
    if others:
        lines = tuple(sorted({n for sight in [best, *others] for n in sight.time.lines}))
        page.warn(
            "two-candidates",
            f"Two {what} times stand on the page; {best.time.value.isoformat()} was taken.",
            lines,
        )
    return best.time


def _contradicts(one: FoundTime, other: FoundTime) -> bool:
    if one.day_only or other.day_only:
        return one.value.date() != other.value.date()
    return one.value.replace(second=0) != other.value.replace(second=0)


def _say(page: Page, found: Times) -> None:
    known = [time for time in (found.published, found.updated) if time is not None]
    assumed = [time for time in known if time.assumed_zone]
    if assumed:
        lines = tuple(sorted({n for time in assumed for n in time.lines}))
        message = f"The page names no time zone; {assumed[0].assumed_zone} was assumed."
        page.warn("zone-assumed", message, lines)
    for code, message in (
        ("date-order", "The figures of the date can be read in two orders; see the address."),
        ("zone-ambiguous", "The time zone's abbreviation has several meanings."),
    ):
        doubted = [time for time in known if code in time.doubts]
        if doubted:
            page.warn(code, message, doubted[0].lines)
    for time in known:
        if time.day_only:
            page.warn("time-missing", "The page gives a day and no time of day.", time.lines)
    if found.published is None:
        _say_missing(page, found)


def _say_missing(page: Page, found: Times) -> None:
    near = page.between(page.headline - _ABOVE, page.start + 1)
    relative = next((page.pieces[n] for n in near if page.pieces[n].relative), None)
    if relative is not None:
        message = f"“{relative.relative}” is relative to a day that the page does not give."
        page.warn("time-relative", message, relative.lines)
    if found.updated is not None:
        page.warn("published-missing", "Only an updated time is given.", found.updated.lines)
    else:
        page.warn("date-missing", "No date of publication was found near the headline.")


def find_bylines(page: Page) -> tuple[FoundByline, ...]:
    """The byline about the headline, or at the end of the body where it is labelled."""
    names: list[FoundByline] = []
    for place in page.between(page.headline - 2, page.start):
        if place != page.headline:
            names += _names_at(page, place)
    names = names or _last_resort(page)
    if not names:
        for place in page.between(page.last - 2, page.last + 3):
            if bylines.label(page.pieces[place].text) and is_byline(page.pieces[place]):
                names += _take(page, place, page.pieces[place].text)
    unique: dict[str, FoundByline] = {}
    for name in names:
        unique.setdefault(name.name.casefold(), name)
    return tuple(unique.values())[:_MOST_NAMES]


def _names_at(page: Page, place: int) -> list[FoundByline]:
    piece = page.pieces[place]
    if piece.stamped:
        return _beside_times(page, place)
    if not page.free(place) or piece.shape is Shape.PROSE:
        return []
    if place > 0 and _label_alone(page.pieces[place - 1]) and len(piece.text) <= _LONGEST_NAMES:
        names = _take(page, place, piece.text)
        page.taken |= {place - 1} if names else set()
        return names
    trusted = _trusted(page, place, piece) or _joined(page, place, piece)
    return _take(page, place, _AND.sub("", piece.text)) if trusted else []


def _joined(page: Page, place: int, piece: Piece) -> bool:
    """Whether a piece goes on with the byline above it ("and Tom Oduya")."""
    found = _AND.match(piece.text)
    above = place - 1 in page.taken and place - 1 != page.headline
    return bool(found and above and is_byline(page.pieces[place - 1])) and bylines.is_person(
        _AND.sub("", piece.text)
    )


def _label_alone(piece: Piece) -> bool:
    """Whether a piece is a byline's label and nothing else ("By", "Author of the article:")."""
    bare = piece.text.strip(" :-–|").casefold()
    whole = bylines.label(piece.text).casefold() == bare != ""
    return whole or bare in ("author", "authors", "author of the article", "reporter", "byline")


def _trusted(page: Page, place: int, piece: Piece) -> bool:
    """A name without a label counts only below the headline and near its times."""
    if not is_byline(piece):
        return False
    if bylines.label(piece.text):
        return True
    if place < page.headline or piece.inside:
        return False
    near = page.between(place - 2, place + 4)
    labelled = place > 0 and bylines.label(page.pieces[place - 1].text)
    return bool(labelled) or any(page.pieces[n].stamped or page.pieces[n].relative for n in near)


def _last_resort(page: Page) -> list[FoundByline]:
    """A name alone right above the first paragraph, or an agency or desk under the headline."""
    names: list[FoundByline] = []
    about = page.between(page.headline - _ABOVE, page.start)
    dated = any(page.pieces[n].stamped or page.pieces[n].relative for n in about)
    for place in page.between(page.headline + 1, page.start if dated else 0):
        piece = page.pieces[place]
        if not page.free(place) or piece.inside or piece.shape is Shape.PROSE:
            continue
        organised = bylines.is_desk(piece.text) or bylines.is_titled(piece.text)
        above = place == page.start - 1 and all(map(bylines.is_person, _AND_IN.split(piece.text)))
        if organised or above:
            names += _take(page, place, piece.text)
    return names


def _take(page: Page, place: int, text: str) -> list[FoundByline]:
    names = [replace(name, lines=page.pieces[place].lines) for name in bylines.parse(text)]
    if names:
        page.taken.add(place)
    return names


def _beside_times(page: Page, place: int) -> list[FoundByline]:
    """The names that share a line with the times ("A | PTI | Updated: …")."""
    names: list[FoundByline] = []
    if page.pieces[place].heading == "market_strip":
        return names
    for left in times.find_labelled(page.pieces[place].text, page.zone).leftovers:
        part = _GLUED.split(left)[-1].strip()
        known = bylines.label(part) or bylines.is_person(part) or bylines.is_desk(part)
        dotted = re.fullmatch(r"[A-Z][\w-]{2,30}\.(?:com|in|org|net)", part)
        parts = re.split(r"\s*[|·•/]\s*", part)
        named = [bylines.is_person(one) or bylines.is_desk(one) for one in parts]
        mixed = (len(parts) > 1 and any(named)) or bylines.is_titled(part)
        if (known or dotted or mixed) and not datelines.is_place(part):
            names += _take(page, place, part)
    return names
