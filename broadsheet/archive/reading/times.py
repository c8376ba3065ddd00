"""Dates and times as papers print them: with labels, in many orders, languages and zones.

A relative time ("7 hours ago") and a date without a year are never turned into a moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from broadsheet.archive.articles import FoundTime
from broadsheet.archive.reading import zones

LONGEST = 2_000  # characters of one text that are looked at: dates stand in short lines
_MOST_DATES = 8  # in one text: a longer row of dates is no line of times
_YEARS = range(1700, 2101)
_MONTHS, _NOON, _HOURS, _CENTURY = 12, 12, 24, 100
_DAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
)
_TIME = (
    r"(?P<hour>[0-2]?\d)\s?(?:(?P<sep>[:.h時시点]|\sUhr)\s?(?P<minute>[0-5]\d)?(?:[:.](?P<second>"
    r"[0-5]\d)(?:[.,]\d{1,9})?)?)?[分분]?\s?(?P<half>[ap]\.?\s?m\b\.?)?"
    r"(?:\s?(?:hrs|hours|hr|Uhr)\b)?"
)
_HUNDRED = re.compile(r"[0-2]\d[0-5]\d(?=\s?(?:hrs|hours|GMT|IST|UTC)\b)", re.IGNORECASE)
_GLUED = (
    re.compile(
        r"(?<=[A-Za-z.])(?<!\s[A-Z])(?=(?:Last |First )?(?:Updated?|Published|Posted|Modified)\b)"
    ),
    re.compile(
        r"(?<=[a-z])(?=(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d)"
    ),
    re.compile(r"(?<=\b(?:19|20)\d\d)(?=[012]?\d:[0-5]\d)"),
)
_BETWEEN = r"[\s,|·•/\-–—(]{0,6}"
_YEAR_LIKE = re.compile(r"\d{4}|\d\d?\D{1,20}\d{2}")
_RELATIVE = re.compile(
    r"\b(?:\d{1,3}|an?|one|few|several)\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|"
    r"weeks?|months?|years?|[smhdwy])\s+ago\b|\bil y a \d{1,3} \w{1,9}|\bvor \d{1,3} \w{1,9}\b"
    r"|\bhace \d{1,3} \w{1,9}|\d{1,3}\s?(?:घंटे|मिनट|दिन)\s?पहले|\byesterday\b|\bjust now\b",
    re.IGNORECASE,
)


class Labelled(NamedTuple):
    """What a line of times says: two moments, and what is left of the line beside them."""

    published: FoundTime | None
    updated: FoundTime | None
    leftovers: tuple[str, ...]


@dataclass(frozen=True)
class Stamp:
    """A date with its time, where it stands in the text, and the word that labels it."""

    time: FoundTime
    start: int
    end: int
    label: str = ""


@cache
def _months() -> dict[str, int]:
    table: dict[str, int] = {}
    for year in zones.words()["months"].values():
        for number, written in enumerate(year, start=1):
            for word in written.split("|"):
                table.setdefault(word, number)
    return table


@cache
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    # A month is any word here and looked up afterwards: an alternation of all names is slow.
    word = r"(?P<month>[^\s\d.,;:()|/–—-]{2,14})\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?P<year>\d{4}|['’]?\d{2}(?![\d:.h]))"
    gap = r"[\s,\-–./]{1,3}(?:de\s|of\s|del\s)?"
    numbers = r"(?<![\d/.])(?P<first>\d{1,2})(?P<mark>[/.\-])"
    sources = (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        rf"(?<![\w:]){day}{gap}{word}{gap}{year}(?!\d)",
        rf"(?<!\w){word}\s{{0,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,.\-–]{{1,3}}{year}(?!\d)",
        r"(?<![\d/.])(?P<year>\d{4})[/.]\s?(?P<month>\d{1,2})[/.]\s?(?P<day>\d{1,2})(?!\d)",
        numbers + r"(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/])",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def _is_date(found: re.Match[str]) -> bool:
    month = found.groupdict().get("month") or "1"
    return month.isdigit() or month.casefold() in _months()


@cache
def _clock() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(zones.abbreviations())
    zone = rf"(?:{_BETWEEN}(?P<zone>(?:UTC|GMT)\s?[+\-−]\d{{1,2}}(?::?\d\d)?|\b(?:{names})\b"
    zone += r"|[+\-−]\d\d:?\d\d(?!\d)|(?<=\d)Z\b)\)?)?"
    joined = r"(?:at|on|um|à|a las|às|alle|T|@|को|,)?"
    after = rf"{_BETWEEN}{joined}{_BETWEEN}(?<!\d){_TIME}{zone}"
    before = rf"(?<![\d:]){_TIME}{zone}{_BETWEEN}(?:on|am|le|el|,)?{_BETWEEN}(?:\([^()]{{1,20}}\))?"
    before += rf"\s{{0,2}}(?:{_DAYS})?[\s,.]{{0,4}}$"
    return re.compile(after, re.IGNORECASE), re.compile(before, re.IGNORECASE)


@cache
def _labels() -> re.Pattern[str]:
    known = zones.words()["labels"]
    tagged = [(word, kind) for kind in ("updated", "published") for word in known[kind]]
    tagged.sort(key=lambda pair: len(pair[0]), reverse=True)
    parts = "|".join(re.escape(word) for word, _ in tagged)
    return re.compile(rf"(?<!\w)(?:{parts})(?![^\W\d_])", re.IGNORECASE)


def _label_kind(label: str) -> str:
    known = zones.words()["labels"]
    return "updated" if label.casefold() in known["updated"] else "published"


def label_of(text: str) -> str:
    """ "published" or "updated" where ``text`` is such a label and nothing else, else ""."""
    bare = text.strip(" \t:|-–—").casefold()
    found = _labels().fullmatch(bare)
    return _label_kind(bare) if found else ""


def relative(text: str) -> str:
    """The relative time in ``text`` ("7 hours ago"), or an empty string."""
    found = _RELATIVE.search(text[:LONGEST])
    return found.group() if found else ""


def _year(written: str) -> int:
    number = int(written.strip("'’"))
    return number + 2000 if number < _CENTURY else number


def _day(found: re.Match[str], zone: ZoneInfo) -> tuple[datetime | None, tuple[str, ...]]:
    """The day that a pattern found, with the doubt about its order."""
    parts = found.groupdict()
    doubts: tuple[str, ...] = ()
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        unsure = max(first, second) <= _MONTHS and first != second and parts["mark"] != "."
        month_first = str(zone).startswith("America/") if unsure else second > _MONTHS
        month, day = (first, second) if month_first else (second, first)
        doubts = ("date-order",) if unsure else ()
    else:
        written = parts["month"].casefold()
        month = int(written) if written.isdigit() else _months()[written]
        day = int(parts["day"])
    year = _year(parts["year"])
    if year not in _YEARS:
        return None, ()
    try:
        return datetime(year, month, day), doubts  # noqa: DTZ001 - the zone is set by the caller
    except ValueError:
        return None, ()


def _hour(found: re.Match[str]) -> int | None:
    """The hour of the day, or None where the figures are no time of day."""
    hour, half = int(found["hour"]), (found["half"] or "").casefold()
    if found["minute"] is None and not half and found["sep"] is None:
        return None
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    return hour if hour < _HOURS else None


def _with_clock(day: datetime, found: re.Match[str], zone: ZoneInfo) -> FoundTime | None:
    hour = _hour(found)
    if hour is None:
        return None
    naive = day.replace(
        hour=hour, minute=int(found["minute"] or 0), second=int(found["second"] or 0)
    )
    if not found["zone"]:
        return FoundTime(naive.replace(tzinfo=zone), assumed_zone=str(zone))
    there, chosen = zones.read(found["zone"], zone, naive)
    if there is None:
        return FoundTime(naive.replace(tzinfo=zone), assumed_zone=str(zone))
    doubts = ("zone-ambiguous",) if chosen else ()
    return FoundTime(naive.replace(tzinfo=there), doubts=doubts)


def _dates(text: str) -> list[re.Match[str]]:
    """Every date in ``text`` in order; of two that overlap, the one of the stricter pattern."""
    kept: list[re.Match[str]] = []
    if not _YEAR_LIKE.search(text):
        return kept
    for pattern in _date_patterns():
        for found in pattern.finditer(text):
            if _is_date(found) and all(
                found.end() <= one.start() or found.start() >= one.end() for one in kept
            ):
                kept.append(found)
    return sorted(kept, key=lambda found: found.start())


def _stamp(
    found: re.Match[str], text: str, span: tuple[int, int], zone: ZoneInfo
) -> tuple[Stamp, int] | None:
    """The date at ``found`` with the time beside it, looked for no further than ``span``."""
    day, doubts = _day(found, zone)
    if day is None:
        return None
    after, before = _clock()
    start, end = found.span()
    time: FoundTime | None = None
    beside = after.match(text[: span[1]], end)
    if beside and (time := _with_clock(day, beside, zone)):
        end = beside.end()
    else:
        window = text[max(span[0], start - 60) : start]
        ahead = before.search(window)
        if ahead and (time := _with_clock(day, ahead, zone)):
            start = start - len(window) + ahead.start()
    if time is None:
        time = FoundTime(day.replace(tzinfo=zone), assumed_zone=str(zone), day_only=True)
    return Stamp(replace(time, doubts=doubts + time.doubts), start, end), end


def stamps(text: str, zone: ZoneInfo) -> Iterator[Stamp]:
    """Every date of ``text`` with the time and the label that stand with it, in order."""
    text = _plain(text)
    found = _dates(text)[:_MOST_DATES]
    done = 0
    for place, date in enumerate(found):
        until = found[place + 1].start() if place + 1 < len(found) else len(text)
        made = _stamp(date, text, (done, until), zone)
        if made is None:
            continue
        stamp, end = made
        labels = [one.group() for one in _labels().finditer(text, done, stamp.start)]
        yield replace(stamp, label=_label_kind(labels[-1]) if labels else "")
        done = end


def _plain(text: str) -> str:
    """One kind of space, and a colon in "1830 hrs"; doing it twice changes nothing."""
    text = re.sub(r"[\u00a0\u2000-\u200b\u202f\u3000]", " ", text[:LONGEST])
    for glued in _GLUED:
        text = glued.sub(" ", text)
    return _HUNDRED.sub(lambda four: f"{four.group()[:2]}:{four.group()[2:]}", text)


def parse(text: str, zone: ZoneInfo) -> FoundTime | None:
    """The first moment in ``text``, in ``zone`` where the text names none; None without a date."""
    first = next(stamps(text, zone), None)
    return first.time if first else None


def find_labelled(text: str, zone: ZoneInfo) -> Labelled:
    """The published and updated moments in a line of times, and what is left of the line.

    A date without a label is the published one where the line has no other of that label.
    """
    published: FoundTime | None = None
    updated: FoundTime | None = None
    text = _plain(text)
    found = list(stamps(text, zone))
    for stamp in found:
        if stamp.label == "updated":
            updated = updated or stamp.time
        elif published is None:
            published = stamp.time
        elif not stamp.label and updated is None:
            updated = stamp.time
    return Labelled(published, updated, leftovers(text, found))


def leftovers(text: str, found: list[Stamp]) -> tuple[str, ...]:
    """The text around the dates, without their labels, weekdays and marks."""
    text = _plain(text)
    pieces, done = [], 0
    for stamp in found:
        pieces.append(text[done : stamp.start])
        done = stamp.end
    pieces.append(text[done:])
    bare = []
    for piece in pieces:
        kept = _labels().sub(" ", piece) if found else piece
        kept = re.sub(rf"(?<!\w)(?:{_DAYS})(?!\w)", " ", kept, flags=re.IGNORECASE)
        bare += [part.strip(" \t,:;-–—()|·•/") for part in kept.split("|")]
    return tuple(part for part in bare if part)
