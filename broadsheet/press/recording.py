"""What a page is made from, written down while it renders.

Row keys come by themselves: loading a tracked model records them (``tracking``). What *could* have
been in a list is said by the query that makes the list: ``read("list-section-3")``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class SlotMade:
    """A settled slot that was rendered within a page, with what it was made from."""

    text: str
    keys: frozenset[str]


@dataclass
class Record:
    """The keys of one render, and the settled slots that it had to make.

    ``anew``: shared parts are rendered as well, whatever stands in them. ``later``: those that are
    not at hand are left empty, and filled in together when the page is done.
    """

    anew: bool = False
    later: bool = False
    keys: set[str] = field(default_factory=set)
    slots: dict[str, SlotMade] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)


_record: ContextVar[Record | None] = ContextVar("broadsheet_press_record", default=None)


@contextmanager
def recording(*, anew: bool = False, later: bool = False) -> Iterator[Record]:
    """Record what is read inside; a recording inside another has keys of its own."""
    record = Record(anew, later)
    token = _record.set(record)
    try:
        yield record
    finally:
        _record.reset(token)


def active() -> bool:
    """Say whether a page is being recorded."""
    return _record.get() is not None


def present() -> Record | None:
    """Return the record under way, or ``None``."""
    return _record.get()


def read(*keys: str) -> None:
    """Say that the page would be another one if something with one of these keys changed."""
    record = _record.get()
    if record is not None:
        record.keys.update(keys)
