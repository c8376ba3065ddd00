"""The one written form of a record, the same whichever database it was read from.

JSON in the spirit of RFC 8785 (JSON Canonicalization Scheme): keys sorted, no white space, UTF-8,
numbers as IEEE 754 doubles. PostgreSQL's ``jsonb`` gives ``1e22`` back as a whole number and
SQLite's text does not, so a number is written by its value and not by its type.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

EXACT = 2**53
"""Whole numbers beyond this are not kept exactly by every reader of JSON (RFC 7493, 2.2)."""


def moment(at: datetime) -> str:
    """Return ``at`` in UTC to the microsecond; raises ``ValueError`` if it has no zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone: the log keeps moments, not clock faces.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _text(value: str) -> str:
    if "\x00" in value:
        raise ValueError("The log cannot keep a text with a NUL character: take it out first.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("The log cannot keep half of a surrogate pair.") from error
    return value


def _number(value: float) -> float:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"The log cannot keep {value}: JSON has no such number.")
    if isinstance(value, int) and abs(value) > EXACT:
        raise ValueError(f"The log cannot keep {value} exactly: give it as text.")
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal | Promise):
        return _text(str(value))
    raise TypeError(f"The log cannot keep a {type(value).__name__}: give its plain facts.")


def _scalar(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value)
    return _text(value) if isinstance(value, str) else _plain(value)


def keep(value: Any) -> Any:
    """Return ``value`` as JSON data that every database gives back as it was.

    Moments, days, ``Decimal``, ``UUID`` and enumerations become text. Raises ``TypeError`` for an
    object that has no plain form, ``ValueError`` for a text or number that cannot be kept.
    """
    if isinstance(value, Mapping):
        return {_text(str(key)): keep(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [keep(item) for item in value]
    return _scalar(value.value if isinstance(value, Enum) else value)


def _by_value(value: Any) -> Any:
    """Write numbers by value: ``1.0`` as ``1``, a whole number beyond ``EXACT`` as a double."""
    if isinstance(value, dict):
        return {key: _by_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_by_value(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) <= EXACT:
        return int(value)
    if isinstance(value, int) and abs(value) > EXACT:
        return float(value)
    return value


def canonical(columns: Mapping[str, Any]) -> bytes:
    """Return the bytes that a digest is taken over; raises as ``keep`` does."""
    plain = {
        name: moment(value) if isinstance(value, datetime) else _by_value(value)
        for name, value in columns.items()
    }
    return json.dumps(
        plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()
