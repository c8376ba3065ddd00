"""Decisions about banners: facts in, answer out; no framework, no clock."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.kit.refusals import Reason

BREAKING, LIVE, NOTICE = "breaking", "live", "notice"
LEVELS = (BREAKING, LIVE, NOTICE)
# What is asked of whoever raises, changes or takes down a banner of a level.
ACTS = {BREAKING: "banner.raise", LIVE: "banner.live", NOTICE: "banner.raise"}
# How long a banner may stand at most, and how long it does if nobody says otherwise.
LONGEST = timedelta(hours=24)
USUAL = {BREAKING: timedelta(hours=3), LIVE: timedelta(hours=12), NOTICE: timedelta(hours=24)}
# More than so many at one place and a reader reads none of them.
MOST = 3
LETTERS = 120


@dataclass(frozen=True)
class Order:
    """What a banner is to say, where, and until when. ``sections`` are keys; ``None``: everywhere.

    No section at all is nowhere: one that is deleted does not send its banner over the paper.
    """

    level: str
    text: str
    language: str
    until: datetime
    story: int | None = None
    sections: frozenset[int] | None = None


@dataclass(frozen=True)
class Standing:
    """A banner that stands, as the order of banners asks of it."""

    pk: int
    level: str
    raised_at: datetime


@dataclass(frozen=True)
class Linked:
    """The story that a banner is to lead to, as it is now."""

    is_out: bool


def letters(text: str) -> int:
    """Count what a reader sees as letters: marks and vowel signs belong to the letter before."""
    return sum(1 for one in text if not unicodedata.category(one).startswith("M"))


def against_standing(
    order: Order, at: datetime, linked: Linked | None, others: Iterable[Order]
) -> tuple[Reason, ...]:
    """Return every reason against a banner; ``others`` stand already, in the same language."""
    found = _against_words(order)
    if order.until <= at:
        found.append(Reason("past", "It would be over at once: choose a later end."))
    elif order.until - at > LONGEST:
        hours = int(LONGEST.total_seconds() // 3600)
        found.append(Reason("far", f"A banner stands {hours} hours at most: end it earlier."))
    if order.sections is not None and not order.sections:
        found.append(Reason("nowhere", "Choose the sections, or the whole paper."))
    if linked is not None and not linked.is_out:
        found.append(Reason("not-out", "Readers cannot open this story: publish it first."))
    if sum(1 for other in others if _meet(order, other)) >= MOST:
        found.append(
            Reason("full", f"{MOST} banners stand there already: take one of them down first.")
        )
    return tuple(found)


def _against_words(order: Order) -> list[Reason]:
    found = []
    if not order.text.strip():
        found.append(Reason("text", "Write what readers are to be told: one line."))
    if letters(order.text) > LETTERS:
        found.append(Reason("long", f"Keep it to one line: at most {LETTERS} letters."))
    if order.level not in LEVELS:
        found.append(Reason("level", "Choose breaking, live or notice."))
    if order.level == LIVE and order.story is None:
        found.append(Reason("story", "A live banner leads to its live story: name it."))
    return found


def _meet(one: Order, other: Order) -> bool:
    """Say whether two banners can stand on one page."""
    if one.sections is None or other.sections is None:
        return True
    return bool(one.sections & other.sections)


def most_urgent_first(standing: Iterable[Standing]) -> list[Standing]:
    """Return banners in the order of their levels, the newest of a level first."""
    newest = sorted(standing, key=lambda one: (one.raised_at, one.pk), reverse=True)
    return sorted(newest, key=lambda one: LEVELS.index(one.level))


def usual_end(level: str, at: datetime) -> datetime:
    """Return when a banner of a level ends if nobody says otherwise: on a full five minutes."""
    end = at + USUAL[level]
    return end.replace(minute=end.minute - end.minute % 5, second=0, microsecond=0)
