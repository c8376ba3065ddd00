"""What the machine may do, room by room: each file here has its ``ACTS``.

An act takes a number, by which it picks, and words; it gives ``False`` if there was nothing to do
it to. A file may have ``found``, which is called once the paper is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any


def _rooms() -> Iterator[ModuleType]:
    for found in sorted(iter_modules(__path__), key=lambda one: one.name):
        yield import_module(f"{__name__}.{found.name}")


def found() -> None:
    """Let each room bring what its acts need."""
    for room in _rooms():
        getattr(room, "found", lambda: None)()


def acts() -> tuple[Callable[[int, str], Any], ...]:
    """Return what may be done in every room."""
    return tuple(act for room in _rooms() for act in room.ACTS)
