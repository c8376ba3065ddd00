"""The way in to the acts from Wagtail's own methods, and the guard at every other way.

Models may not import actions (actions import models), so the acts stand here under their names
once the app is ready. Whatever would change what readers see without an act is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from wagtail.models import Page

EVERY_STORY = 0
# A story that is being filed has no number yet.
FILING = -1
_acts: dict[str, Callable[..., Any]] = {}
_under_way: ContextVar[frozenset[int]] = ContextVar("broadsheet_acts", default=frozenset())

# What Wagtail writes beside a live story when a draft is saved, locked or put in order.
BESIDE = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "path",
        "depth",
        "numchild",
        "url_path",
        "wagtail_admin_comments",
    }
)
# What only an act sets, on a draft as well.
HELD = frozenset(
    {
        "live",
        "live_revision",
        "expired",
        "first_published_at",
        "last_published_at",
        "published_at",
        "updated_at",
        "embargo_until",
        "withdrawn_at",
        "withdrawn_ground",
        "withdrawn_notice",
        "withdrawn_names_it",
    }
)


class ActNeeded(PermissionDenied):
    """Something would have changed what readers see outside an act."""


def install(name: str, act: Callable[..., Any]) -> None:
    """Put an act behind the door of that name."""
    _acts[name] = act


def enter(name: str, *args: Any, **options: Any) -> Any:
    """Do the act of that name; raises ``KeyError`` if no act stands behind the door."""
    return _acts[name](*args, **options)


@contextmanager
def acting_on(*stories: int) -> Iterator[None]:
    """Say that an act on the stories of these row numbers is under way, or on ``EVERY_STORY``."""
    token = _under_way.set(_under_way.get() | frozenset(stories))
    try:
        yield
    finally:
        _under_way.reset(token)


def under_way(story: int | None) -> bool:
    """Say whether an act on the story is under way."""
    return bool(_under_way.get() & {story, EVERY_STORY})


def guard_save(page: Page, fields: Collection[str] | None = None) -> None:
    """Refuse a save that changes what is live, or what only acts set, outside an act.

    A story that is added outside an act is added as a draft, whatever it says of itself. Raises
    ``ActNeeded``.
    """
    if under_way(page.pk):
        return
    if page._state.adding:  # noqa: SLF001
        _be_a_draft(page)
        return
    if changed := _changed(page, fields):
        raise ActNeeded(
            f"Saving “{page.title}” would change {', '.join(sorted(changed))} outside an act. "
            "Save a revision and publish it through broadsheet.stories.actions."
        )


def guard_names(names: Collection[str]) -> None:
    """Refuse a bulk update of guarded columns outside an act on every story."""
    if (held := set(names) - BESIDE) and not under_way(EVERY_STORY):
        raise ActNeeded(
            f"A bulk update of {', '.join(sorted(held))} goes around the acts. Use "
            "broadsheet.stories.actions."
        )


def _be_a_draft(page: Page) -> None:
    page.live = False
    page.live_revision = None
    page.first_published_at = page.last_published_at = None


def _changed(page: Page, fields: Collection[str] | None) -> set[str]:
    """Return the guarded columns that a save would change."""
    concrete = {field.name: field for field in page._meta.concrete_fields}  # noqa: SLF001
    asked = set(concrete if fields is None else fields) & set(concrete) - BESIDE
    if not asked:
        return set()
    row = type(page)._base_manager.get(pk=page.pk)  # noqa: SLF001
    watched = asked if row.live else asked & HELD
    return {name for name in watched if _written(concrete[name], page, row)}


def _written(field: Any, page: Any, row: Any) -> bool:
    mine, there = getattr(page, field.attname), getattr(row, field.attname)
    return bool(field.get_prep_value(mine) != field.get_prep_value(there))
