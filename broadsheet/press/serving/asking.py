"""What a reader's request asks for: encoding, conditions, ranges, query. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl

NONE_ACCEPTABLE = "none"
LONGEST_DATE = 60
_CODINGS = {"br": "br", "gzip": "gz", "x-gzip": "gz", "identity": ""}
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.IGNORECASE | re.ASCII)
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|at_\w+|mc_[ce]id|[fgdy]clid|fbclid|gclsrc|gbraid|wbraid|msclkid"
    r"|twclid|ttclid|igshid|igsh|srsltid|_ga|_gl|ref|ref_src|ref_url|cmpid|s_cid|amp|outputtype",
    re.ASCII,
)


def encoding_for(accept: str | None) -> str:
    """Return what to send for an ``Accept-Encoding`` (RFC 9110, 12.5.3): br, gz, plain (``""``).

    What the reader likes best, and of equals the smallest. ``NONE_ACCEPTABLE`` if it refuses
    even the plain form.
    """
    if not accept:
        return ""
    liked: dict[str, float] = {}
    others = None
    for word in accept.lower().split(","):
        name, _, weight = word.partition(";")
        liking = _liking(weight)
        if name.strip() == "*":
            others = liking
        elif (coding := _CODINGS.get(name.strip())) is not None:
            liked[coding] = max(liking, liked.get(coding, 0.0))
    for coding, otherwise in (("br", 0.0), ("gz", 0.0), ("", 0.001)):
        liked.setdefault(coding, otherwise if others is None else others)
    best = max(("br", "gz", ""), key=lambda coding: liked[coding])
    return best if liked[best] > 0 else NONE_ACCEPTABLE


def _liking(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def names_tag(header: str, tag: str) -> bool:
    """Say whether an ``If-None-Match`` names a tag (RFC 9110, 13.1.2): compared weakly."""
    return header.strip() == "*" or tag in _TAG.findall(header)


def unchanged_since(header: str, modified: datetime) -> bool:
    """Say whether a page was not modified after an ``If-Modified-Since`` (RFC 9110, 13.1.3)."""
    moment = http_moment(header)
    return moment is not None and modified.replace(microsecond=0) <= moment


def http_moment(header: str) -> datetime | None:
    """Return the moment that an HTTP date names, or ``None`` if it is none (RFC 9110, 5.6.7)."""
    if len(header) > LONGEST_DATE:
        return None
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def only_tracking(query: str) -> bool:
    """Say whether a query only tells where the reader came from, and asks for nothing."""
    names = parse_qsl(query, keep_blank_values=True, max_num_fields=50) if _is_short(query) else []
    return bool(names) and all(_TRACKING.fullmatch(name) for name, _value in names)


def _is_short(query: str) -> bool:
    return len(query) <= 2_000 and query.count("&") < 50  # noqa: PLR2004


def part_of(header: str, size: int) -> tuple[int, int] | None:
    """Return the part that a ``Range`` asks for (RFC 9110, 14.2), its end not included.

    ``None`` if the header is to be ignored: another unit, several ranges, nonsense. A range that
    nothing can satisfy is ``(size, size)``.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found or found[1] == found[2] == "" or len(header) > 60:  # noqa: PLR2004
        return None
    if not found[1]:
        start, end = max(size - int(found[2]), 0), size
    else:
        start, end = int(found[1]), min(int(found[2]) + 1 if found[2] else size, size)
        if found[2] and int(found[2]) < int(found[1]):
            return None
    return (start, end) if start < end else (size, size)
