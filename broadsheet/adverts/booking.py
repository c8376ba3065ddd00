"""Decisions about bookings: what may be booked, what state it is in, what was sold too often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from broadsheet.adverts.rules import PLACES, SOLD, STEP, THIRD
from broadsheet.kit.refusals import Reason

WHOLE = 100
A_DAY = timedelta(days=1)


class State(StrEnum):
    """Where a booking stands at a moment."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True)
class Booked:
    """A booking as the rules see it. Days are the paper's own; ``last`` is empty without an end.

    An empty set of places, languages, sections or forms is all of them; ``sections`` are all that
    it reaches, those below among them.
    """

    pk: int
    name: str
    kind: str
    places: frozenset[str]
    share: int
    first: date
    last: date | None
    languages: frozenset[str] = frozenset()
    sections: frozenset[int] = frozenset()
    forms: frozenset[str] = frozenset()
    paused: bool = False


@dataclass(frozen=True)
class Crowd:
    """Days on which a place is sold to more than all of its pages."""

    place: str
    first: date
    last: date
    promised: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What somebody wrote into a booking, for the rules to look at."""

    kind: str
    advertiser: str
    places: tuple[str, ...]
    starts: datetime
    ends: datetime | None
    share: int
    link: str = ""
    has_picture: bool = False
    alt: str = ""
    frame: str = ""
    frames_allowed: tuple[str, ...] = field(default=())


def state(*, starts: datetime, ends: datetime | None, paused: bool, at: datetime) -> State:
    """Return a booking's state at a moment: it runs from ``starts`` until before ``ends``."""
    if ends is not None and ends <= at:
        return State.ENDED
    if paused:
        return State.PAUSED
    return State.RUNNING if starts <= at else State.PLANNED


def against(said: Said) -> tuple[Reason, ...]:
    """Return every reason against a booking."""
    return (*_against_terms(said), *_against_content(said))


def _against_terms(said: Said) -> Iterator[Reason]:
    if said.ends is not None and said.ends <= said.starts:
        yield Reason("dates", "It must end after it starts: put one of the dates right.")
    if not said.places or set(said.places) - set(PLACES):
        yield Reason("places", "Choose at least one place.")
    if not STEP <= said.share <= WHOLE or said.share % STEP:
        yield Reason("share", f"Shares are sold in tenths: {STEP} to {WHOLE}, in steps of {STEP}.")
    if said.kind == SOLD and not said.advertiser.strip():
        yield Reason("advertiser", "Say who pays for it.")
    if said.kind == SOLD and said.ends is None:
        yield Reason("ends", "What is sold has an end: say until when it runs.")


def _against_content(said: Said) -> Iterator[Reason]:
    if said.kind == THIRD:
        yield from _against_frame(said)
        return
    if not said.has_picture:
        yield Reason("picture", "Choose a picture.")
    if not said.alt.strip():
        yield Reason("alt", "Say in words what the picture says: some readers cannot see it.")
    if not is_link(said.link):
        yield Reason("link", "Say where it leads: /a/path, or https:// and a site.")


def _against_frame(said: Said) -> Iterator[Reason]:
    if origin_of(said.frame) not in said.frames_allowed:
        there = ", ".join(said.frames_allowed) or "none"
        yield Reason(
            "frame",
            f"Third parties are those that the settings name ({there}): write an address of one.",
        )


def origin_of(address: str) -> str:
    """Return where an address is, like ``https://ads.example``, or "" if it is none of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def is_link(text: str) -> bool:
    """Say whether a link may lead there: to a path of ours, or to another site by its scheme."""
    if text != text.strip() or any(one.isspace() or one in '"<>\\' for one in text):
        return False
    if text.startswith("/"):
        return not text.startswith("//")
    return bool(origin_of(text))


def overlap(one: Booked, other: Booked) -> bool:
    """Say whether there is a page on which both could stand."""
    return bool(one.places & other.places) and all(
        not mine or not theirs or mine & theirs
        for mine, theirs in (
            (one.languages, other.languages),
            (one.sections, other.sections),
            (one.forms, other.forms),
        )
    )


def crowded(booking: Booked, others: Iterable[Booked]) -> list[Crowd]:
    """Return the days on which a place of ``booking`` would be sold more than once over.

    Only what is sold promises anything. Of several that meet ``booking`` but not one another too
    much is counted rather than too little.
    """
    if booking.kind != SOLD or booking.paused:
        return []
    rivals = [
        one
        for one in others
        if one.pk != booking.pk and one.kind == SOLD and not one.paused and overlap(one, booking)
    ]
    found: list[Crowd] = []
    for place in PLACES:
        if place in booking.places:
            found += _crowded_at(place, booking, [one for one in rivals if place in one.places])
    return found


def _crowded_at(place: str, booking: Booked, rivals: list[Booked]) -> Iterator[Crowd]:
    """Yield the stretches of days on which the same bookings are too many."""
    for first, last in _stretches(booking, rivals):
        there = [one for one in rivals if covers(one, first)]
        promised = booking.share + sum(one.share for one in there)
        if promised > WHOLE:
            yield Crowd(place, first, last, promised, tuple(one.name for one in there))


def covers(one: Booked, day: date) -> bool:
    """Say whether a booking runs on a day."""
    return one.first <= day and (one.last is None or day <= one.last)


def _stretches(booking: Booked, rivals: list[Booked]) -> Iterator[tuple[date, date]]:
    """Cut a booking's days where a rival comes or goes."""
    end = booking.last or max([booking.first, *(one.last or one.first for one in rivals)])
    cuts = {booking.first}
    for one in rivals:
        cuts |= {one.first, one.last + A_DAY} if one.last else {one.first}
    starts = sorted(cut for cut in cuts if booking.first <= cut <= end)
    for first, after in zip(starts, [*starts[1:], end + A_DAY], strict=True):
        yield first, after - A_DAY


def promised_on(day: date, place: str, bookings: Iterable[Booked]) -> int:
    """Return how much of a place is sold on a day, over all pages, in per cent."""
    return sum(
        one.share
        for one in bookings
        if one.kind == SOLD and not one.paused and place in one.places and covers(one, day)
    )
