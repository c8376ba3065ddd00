"""Saying that something changed: in the same transaction, so that no crash can lose it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from broadsheet.kit import clock
from broadsheet.press import bell
from broadsheet.press.models import Change
from broadsheet.press.rules import PAGE

_in_bulk: ContextVar[bool] = ContextVar("broadsheet_press_in_bulk", default=False)


class _Noted:
    """Rings the bell after the commit; until then it knows which keys are written already.

    Django forgets it when the savepoint that it was made in is rolled back, and with it goes the
    knowledge: a key is written again after that. All of one transaction share one bell, which the
    first that is left rings.
    """

    def __init__(self, keys: set[str], bell_of_all: _Bell) -> None:
        self.keys, self.bell = keys, bell_of_all

    def __call__(self) -> None:
        if not self.bell.rung:
            self.bell.rung = True
            bell.ring()


@dataclass
class _Bell:
    rung: bool = False


def note(*keys: str) -> None:
    """Say that what these keys name has changed. Rooms call it where they write in bulk.

    Raises ``TransactionManagementError`` outside a transaction: there a crash could come between
    the change and its keys.
    """
    fresh = set(keys) - _noted()
    if not fresh:
        return
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A change that pages are made from is written in a transaction: use atomic()."
        )
    now = clock.now()
    Change.objects.bulk_create(Change(key=key, at=now) for key in sorted(fresh))
    bell_of_all = next((mark.bell for mark in _marks()), _Bell())
    transaction.on_commit(_Noted(fresh, bell_of_all), robust=True)


@contextmanager
def in_bulk(*keys: str) -> Iterator[None]:
    """Name what a bulk write changes, and write it inside: no signal tells of its rows.

    A test refuses a bulk write to a tracked model that is not in here.
    """
    with transaction.atomic():
        note(*keys)
        token = _in_bulk.set(True)
        try:
            yield
        finally:
            _in_bulk.reset(token)


def is_in_bulk() -> bool:
    """Say whether whoever writes now has said what changes."""
    return _in_bulk.get()


def want(addresses: Iterable[str]) -> None:
    """Ask for pages that may never have been printed yet, like that of a new story."""
    note(*(f"{PAGE}{address}" for address in addresses))


def taken() -> None:
    """Say that the changes of this transaction were taken up within it: they count again."""
    for mark in _marks():
        mark.keys.clear()


def _noted() -> set[str]:
    """Return the keys that this very transaction has written, and has not rolled back."""
    return set().union(*(mark.keys for mark in _marks()))


def _marks() -> list[_Noted]:
    waiting: list[Any] = connection.run_on_commit
    return [entry[1] for entry in waiting if isinstance(entry[1], _Noted)]
