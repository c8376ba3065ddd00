"""Zones as papers write them: "IST", "ET", "+05:30", "GMT+8"."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2})(?::?(\d{2}))?")
_FURTHEST = timedelta(hours=14)


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """The months and labels of dates, by language and by meaning."""
    source = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


@cache
def _table() -> tuple[dict[str, str], dict[str, list[str]]]:
    source = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    zones = tomllib.loads(source)["zones"]
    return zones["one"], zones["several"]


@cache
def abbreviations() -> tuple[str, ...]:
    """Every abbreviation that is known, the longest first."""
    one, several = _table()
    return tuple(sorted([*one, *several], key=len, reverse=True))


def _offset(text: str) -> tzinfo | None:
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if ahead > _FURTHEST:
        return None
    return timezone(-ahead if sign in "-−" else ahead)


def _made(name: str) -> tzinfo:
    return _offset(name) or ZoneInfo(name)


def read(written: str, zone: ZoneInfo, moment: datetime) -> tuple[tzinfo | None, bool]:
    """The zone that ``written`` means on a paper kept in ``zone``, and whether that was chosen.

    ``moment`` (naive) is the time it stands with: an abbreviation that the paper's own zone uses
    at that time is that zone. The second value is true where the abbreviation has several
    meanings and the paper's zone is none of them.
    """
    name = re.sub(r"[\s().]", "", written).upper()
    if moment.replace(tzinfo=zone).tzname() == name:
        return zone, False
    one, several = _table()
    if name in one:
        return _made(one[name]), False
    if name not in several:
        return _offset(name), False
    meanings = several[name]
    if str(zone) in meanings:
        return zone, False
    return _made(meanings[0]), True
