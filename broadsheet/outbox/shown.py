"""Rows of the outbox as the desk shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.outbox import kinds
from broadsheet.outbox.models import FOR_A_PERSON, Appointment, Effect, State


@dataclass(frozen=True)
class Shown:
    """One row: ``id`` is its name for the buttons, ``seen_at`` when a reader could first see it."""

    id: str
    name: Any
    act: Any
    subject: str
    url: str
    state: str
    state_name: Any
    due_at: datetime
    done_at: datetime | None
    seen_at: datetime | None
    tries: int
    reason: str
    addresses: tuple[str, ...]
    overtaken: bool
    parked: bool
    unknown: bool


def shown(rows: Iterable[Appointment | Effect]) -> list[Shown]:
    """Return rows as the desk shows them."""
    return [_effect(row) if isinstance(row, Effect) else _appointment(row) for row in rows]


def numbers(names: Iterable[str]) -> tuple[list[int], list[int]]:
    """Return the numbers of acts and of effects in names like ``act-7`` and ``effect-12``.

    Raises ``ValueError`` with the name that is neither.
    """
    found: dict[str, list[int]] = {"act": [], "effect": []}
    for name in names:
        kind, _, number = name.partition("-")
        if kind not in found or not (number.isdecimal() and number.isascii() and len(number) < 19):  # noqa: PLR2004 - a database's number
            raise ValueError(name)
        found[kind].append(int(number))
    return found["act"], found["effect"]


def _appointment(row: Appointment) -> Shown:
    act = kinds.act_named(row.act)
    return _shown(row, f"act-{row.pk}", (act and act.label) or row.act, row.due_at)


def _effect(row: Effect) -> Shown:
    kind = kinds.effect_named(row.name)
    return _shown(row, f"effect-{row.pk}", (kind and kind.label) or row.name, row.made_at)


def _shown(row: Appointment | Effect, name: str, label: Any, due_at: datetime) -> Shown:
    receipt = row.receipt if isinstance(row, Effect) else {}
    return Shown(
        id=name,
        name=label,
        act=kinds.words_for(row.act) if isinstance(row, Effect) else label,
        subject=row.subject or f"{row.subject_kind} {row.subject_id}",
        url=kinds.place_of(row.thing),
        state=row.state,
        state_name=State(row.state).label,
        due_at=due_at,
        done_at=row.done_at,
        seen_at=row.seen_at if isinstance(row, Effect) else None,
        tries=row.tries,
        reason=row.reason,
        addresses=tuple(receipt.get("addresses", ())),
        overtaken=bool(receipt.get("overtaken_by")),
        parked=row.state in FOR_A_PERSON,
        unknown=row.state == State.UNKNOWN,
    )
