"""Explaining to the press what a query is for: with the keys of what it could have found.

A query that loads whole rows of tracked models explains itself. Every other one on a content table
(columns, counts, whether there is one) stands in ``explained``; the guard of the tests sees to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from broadsheet.press.recording import read

_explained: ContextVar[bool] = ContextVar("broadsheet_press_explained", default=False)


@contextmanager
def explained(*keys: str) -> Iterator[None]:
    """Record the keys, and say that they stand for the queries inside."""
    read(*keys)
    token = _explained.set(True)
    try:
        yield
    finally:
        _explained.reset(token)


def is_explained() -> bool:
    """Say whether whoever asks the database now has said what for."""
    return _explained.get()
