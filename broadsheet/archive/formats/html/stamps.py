"""One moment as a machine writes it (ISO 8601, epoch, RFC 5322), else as a paper prints it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from broadsheet.archive.articles import FoundTime
from broadsheet.archive.reading import times

_ISO = re.compile(
    r"^\s*(\d{4})-(\d\d)-(\d\d)(?:[T\s]+(\d\d):(\d\d)(?::(\d\d)(?:[.,:]?\d{1,9})?)?\s*"
    r"(Z|UTC|GMT|[+\-−]\d\d(?::?\d\d)?)?)?\s*$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+\-]\d\d:?\d\d)?)?\s*$")
_EPOCH = re.compile(r"^\s*(\d{10})(\d{3})?\s*$")
_YEARS = range(1700, 2101)
_SHORT = 200  # characters


def read(text: str, zone: ZoneInfo) -> FoundTime | None:
    """One machine-written or printed moment; ``None`` where the text is none."""
    text = text.strip()[:_SHORT]
    if not text:
        return None
    found = _ISO.match(text) or _COMPACT.match(text)
    if found:
        return _from_parts(found.groups(), zone)
    epoch = _EPOCH.match(text)
    if epoch:
        return FoundTime(datetime.fromtimestamp(int(epoch[1]), UTC))
    if re.match(r"^[A-Za-z]{3},\s", text):
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, IndexError):
            moment = None
        if moment is not None and moment.tzinfo is not None:
            return FoundTime(moment)
    return times.parse(text, zone)


def _from_parts(parts: tuple[str | None, ...], zone: ZoneInfo) -> FoundTime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in parts[:6])
    there = _offset(parts[6]) if parts[6] else None
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=there or zone)
        in_range = year in _YEARS and moment.utcoffset() is not None
    except ValueError:
        return None
    if not in_range:
        return None
    midnight = not (hour or minute or second) and there in (None, UTC)
    if parts[3] is None or midnight:
        # Systems that know a day only write midnight, without a zone or in UTC.
        moment = datetime(year, month, day, tzinfo=zone)
        return FoundTime(moment, assumed_zone=str(zone), day_only=True)
    return FoundTime(moment, assumed_zone="" if there else str(zone))


def _offset(text: str) -> timezone:
    if text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    digits = re.sub(r"\D", "", text).ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]) % 24, minutes=int(digits[2:4]) % 60)
    return timezone(ahead if text[0] == "+" else -ahead)
