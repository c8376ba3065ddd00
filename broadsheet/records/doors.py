"""By which door the present act came in; whoever opens a door says so once, around its work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from broadsheet.records.models import Door

_door: ContextVar[Door] = ContextVar("broadsheet_door", default=Door.SHELL)


def current_door() -> Door:
    """Return the door of the act that is under way; without any word it is the shell."""
    return _door.get()


@contextmanager
def came_by(door: Door) -> Iterator[None]:
    """Say that all acts inside came by ``door``; doors nest, the inner one counts."""
    token = _door.set(door)
    try:
        yield
    finally:
        _door.reset(token)
