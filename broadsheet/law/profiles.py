"""Deadlines and duties of law as dated data: what applied on a given day, and where it is written.

Shipped profiles stand in ``profiles/*.toml``; a newspaper's own files lie in ``law/`` of its folder
and go before them, duty by duty. Nothing here knows of Django or reads the clock.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SHIPPED = Path(__file__).resolve().parent / "profiles"
MAX_BYTES = 256 * 1024
MAX_FILES = 100


class LawError(ValueError):
    """A profile is wrong; the message names the file, the duty and the mend."""


class Kind(StrEnum):
    """How ``amount`` is meant."""

    WITHIN = "within"  # to be done before so much time has passed
    AT_LEAST = "at_least"  # to be kept, or kept open, for so much time or longer
    EVERY = "every"  # to be done again each time that so much time has passed
    AGE = "age"  # of a person, below which the duty holds


class Unit(StrEnum):
    """The unit of ``amount``."""

    PROMPTLY = "promptly"  # the law gives no number ("without undue delay"); the amount is 0
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True)
class Duty:
    """One duty for one stretch of time. ``applies_until`` is its last day; ``None`` is open."""

    key: str
    who: str
    what: str
    kind: Kind
    amount: int
    unit: Unit
    applies_from: date
    law: str
    article: str
    url: str
    applies_until: date | None = None
    note: str = ""

    def applies(self, day: date) -> bool:
        """Whether the duty holds on ``day``."""
        return self.applies_from <= day and (
            self.applies_until is None or day <= self.applies_until
        )


class NoDutyError(LookupError):
    """No duty of that key holds on that day."""


@dataclass(frozen=True)
class Law:
    """All profiles; ``own`` duties go before ``shipped`` ones."""

    shipped: tuple[Duty, ...]
    own: tuple[Duty, ...] = ()

    def on(self, key: str, day: date) -> Duty:
        """Return the duty of ``key`` on ``day``; raises ``NoDutyError`` if there is none."""
        for duty in (*self.own, *self.shipped):
            if duty.key == key and duty.applies(day):
                return duty
        near = sorted({duty.key for duty in (*self.own, *self.shipped)})
        known = "it holds on other days only" if key in near else f"known are {', '.join(near)}"
        raise NoDutyError(f"No duty {key!r} on {day}: {known}.")

    def all_on(self, day: date) -> tuple[Duty, ...]:
        """Return what holds on ``day``, by key; a paper's own duty stands in place of ours."""
        found: dict[str, Duty] = {}
        for duty in (*self.own, *self.shipped):
            if duty.applies(day):
                found.setdefault(duty.key, duty)
        return tuple(found[key] for key in sorted(found))


def load(own: Path | None = None) -> Law:
    """Read the shipped profiles and those in the folder ``own``, if it is there.

    Raises ``LawError`` at the first fault.
    """
    return Law(shipped=_folder(SHIPPED), own=_folder(own) if own and own.is_dir() else ())


def _folder(folder: Path) -> tuple[Duty, ...]:
    files = sorted(folder.glob("*.toml"))
    if len(files) > MAX_FILES:
        raise LawError(f"{folder} holds {len(files)} files; more than {MAX_FILES} are not read.")
    duties = tuple(duty for file in files for duty in read(file))
    _refuse_overlaps(duties, folder)
    return duties


def read(file: Path) -> tuple[Duty, ...]:
    """Read one profile; raises ``LawError``."""
    if file.stat().st_size > MAX_BYTES:
        raise LawError(f"{file} is larger than {MAX_BYTES // 1024} KB: part it.")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawError(f"{file} cannot be read: {error}. Mend that line.") from error
    rows = table.pop("duty", None)
    if not isinstance(rows, list) or table:
        stray = f" and not {', '.join(sorted(table))}" if table else ""
        raise LawError(f"{file}: write [[duty]] tables{stray}.")
    return tuple(_duty(row, f"{file}, duty {number}") for number, row in enumerate(rows, 1))


def _duty(row: Any, place: str) -> Duty:
    if not isinstance(row, Mapping):
        raise LawError(f"{place} is no table: write [[duty]].")
    _refuse_names(row, place)
    facts = {name: _value(name, value, place) for name, value in row.items()}
    duty = Duty(**facts)
    _refuse_nonsense(duty, f"{place} ({duty.key})")
    return duty


def _refuse_names(row: Mapping[str, Any], place: str) -> None:
    known = [one.name for one in fields(Duty)]
    if stray := sorted(set(row) - set(known)):
        raise LawError(f"{place}: {', '.join(stray)} is none of {', '.join(known)}.")
    optional = {"applies_until", "note"}
    if lacking := [name for name in known if name not in row and name not in optional]:
        raise LawError(f"{place} lacks {', '.join(lacking)}.")


def _value(name: str, value: Any, place: str) -> Any:
    if name in ("kind", "unit"):
        return _word(Kind if name == "kind" else Unit, name, value, place)
    if name in ("applies_from", "applies_until"):
        # A moment is a day to Python, but has no place here.
        if not isinstance(value, date) or isinstance(value, datetime):
            raise LawError(f"{place}: {name} = {value!r} is no day; write it like 2026-02-20.")
        return value
    wanted: type = int if name == "amount" else str
    if not isinstance(value, wanted) or isinstance(value, bool):
        kind = "a whole number" if wanted is int else "a text in quotes"
        raise LawError(f"{place}: {name} = {value!r} must be {kind}.")
    return value


def _word(words: type[StrEnum], name: str, value: Any, place: str) -> StrEnum:
    if value not in [str(word) for word in words]:
        raise LawError(f"{place}: {name} = {value!r} is none of {', '.join(words)}.")
    return words(value)


def _refuse_nonsense(duty: Duty, place: str) -> None:
    empty = [
        name
        for name in ("key", "who", "what", "law", "article", "url")
        if not getattr(duty, name).strip()
    ]
    if empty:
        raise LawError(f"{place}: {', '.join(empty)} is empty.")
    if duty.applies_until is not None and duty.applies_until < duty.applies_from:
        raise LawError(f"{place} ends on {duty.applies_until}, before it begins.")
    if (duty.amount == 0) is not (duty.unit is Unit.PROMPTLY) or duty.amount < 0:
        raise LawError(f"{place}: the amount is 0 with the unit “promptly”, and only then.")
    if urlsplit(duty.url).scheme != "https":
        raise LawError(f"{place}: url = {duty.url!r} must begin with https://.")


def _refuse_overlaps(duties: Iterable[Duty], folder: Path) -> None:
    by_key: dict[str, list[Duty]] = {}
    for duty in duties:
        by_key.setdefault(duty.key, []).append(duty)
    for key, rows in by_key.items():
        rows.sort(key=lambda duty: duty.applies_from)
        for earlier, later in pairwise(rows):
            if earlier.applies(later.applies_from):
                raise LawError(
                    f"{folder}: {key} is given twice for {later.applies_from}. Give the earlier "
                    "one an applies_until of the day before."
                )
