"""The way in to the acts from Wagtail's own methods.

Models may not import actions (actions import models), so the acts stand here under their names
once the app is ready.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from broadsheet.stories.models import Story

_acts: dict[str, Callable[..., Any]] = {}


def install(name: str, act: Callable[..., Any]) -> None:
    """Put an act behind the door of that name."""
    _acts[name] = act


def enter(name: str, *args: Any, **options: Any) -> Any:
    """Do the act of that name; raises ``KeyError`` if no act stands behind the door."""
    return _acts[name](*args, **options)


def guard_save(story: Story) -> None:
    """Refuse a save that changes what is live outside an act."""
