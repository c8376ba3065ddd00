"""A page as it came from the printer, before it is sealed. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SlotPlace:
    """Where a settled slot stands: offsets in bytes in the uncompressed body, end not included."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printed:
    """One rendered page.

    ``address`` is the decoded path of its URL, with the first slash and no query, as in Django's
    ``request.path``. ``headers`` are those that belong to the page itself (``Content-Type``,
    ``Location``, ``Content-Security-Policy``); what the server says at each answer is not among
    them. ``keys`` name what the page was made from, ``slots`` its settled slots in order.
    ``changed_at`` is aware of its zone.
    """

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    keys: frozenset[str]
    slots: tuple[SlotPlace, ...]
    changed_at: datetime
