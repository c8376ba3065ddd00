"""Watching models: loading a row records its keys, writing it notes them, before and after.

A model is tracked once, by its own room, when the app is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from broadsheet.kit.remembering import one_page
from broadsheet.press import recording
from broadsheet.press.changes import note

Keys = Callable[[Any], Iterable[str]]
_OLD = "_press_before"


def _no_keys(_row: Any) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Tracked:
    """How a model's rows are known to the press.

    ``rows`` are the keys that a page gets by loading the row, and must ask the database nothing.
    ``lists`` name the lists that the row stands in; they are noted when one of the columns in
    ``watching`` changes, and whenever a row comes or goes.
    """

    model: type[models.Model]
    rows: Keys
    lists: Keys
    watching: Sequence[str]
    writes: Keys
    unseen: Collection[str] = ()


tracked: dict[type[models.Model], Tracked] = {}


def track(
    model: type[models.Model],
    *,
    rows: Keys = _no_keys,
    lists: Keys = _no_keys,
    watching: Sequence[str] = (),
    writes: Keys | None = None,
    unseen: Collection[str] = (),
) -> None:
    """Track a model. ``writes`` are noted at every write in place of ``rows``, if given.

    ``unseen`` are columns that no page shows: a save of nothing else notes nothing.
    """
    if model in tracked:
        return
    known = tracked[model] = Tracked(model, rows, lists, watching, writes or rows, unseen)
    _record_loading(known)
    write_whole(model)
    uid = f"press.{model._meta.label_lower}"  # noqa: SLF001
    pre_save.connect(_remember, sender=model, dispatch_uid=f"{uid}.pre_save")
    post_save.connect(_saved, sender=model, dispatch_uid=f"{uid}.post_save")
    pre_delete.connect(_remember_whole, sender=model, dispatch_uid=f"{uid}.pre_delete")
    post_delete.connect(_deleted, sender=model, dispatch_uid=f"{uid}.post_delete")


def _record_loading(known: Tracked) -> None:
    """Have every row that is loaded while a page is recorded tell its keys."""
    original: Any = known.model.from_db.__func__  # type: ignore[attr-defined]

    def from_db(cls: Any, /, db: Any, field_names: Any, values: Any, **more: Any) -> Any:
        row = original(cls, db, field_names, values, **more)
        record = recording.present()
        if record is not None:
            record.keys.update(known.rows(row))
        return row

    known.model.from_db = classmethod(from_db)  # type: ignore[method-assign,assignment]


def write_whole(model: type[models.Model]) -> None:
    """Have a save and what its signals write be one transaction: Django ends its own before."""
    original = model.save_base

    @wraps(original)
    def save_base(self: Any, *args: Any, **options: Any) -> None:
        with transaction.atomic(savepoint=False):
            original(self, *args, **options)

    model.save_base = save_base  # type: ignore[method-assign]


@dataclass(frozen=True)
class _Before:
    """What a row said before it was written, and its keys at that time."""

    watched: dict[str, Any]
    writes: frozenset[str]
    lists: Callable[[], Iterable[str]]


def _remember(
    sender: type[models.Model],
    instance: Any,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_: Any,
) -> None:
    """Keep what the row says before it changes: another list may have to let go of it."""
    known = tracked[sender]
    before = None
    stands = instance.pk is not None and not instance._state.adding  # noqa: SLF001
    if stands and not raw and _is_seen(known, update_fields):
        before = _stored(known, instance.pk)
    setattr(instance, _OLD, before)


def _remember_whole(sender: type[models.Model], instance: Any, **signal: Any) -> None:
    """Keep what the row says before it goes, with its lists: its parts go before it does."""
    _remember(sender, instance, **signal)
    before = instance.__dict__[_OLD]
    if before is not None:
        lists = frozenset(before.lists())
        instance.__dict__[_OLD] = replace(before, lists=lambda: lists)


def _is_seen(known: Tracked, update_fields: Collection[str] | None) -> bool:
    """Say whether a save of these columns, or of all, writes anything that a page shows."""
    return update_fields is None or not set(update_fields) <= set(known.unseen)


def _stored(known: Tracked, pk: Any) -> _Before | None:
    rows = known.model._base_manager.filter(pk=pk)  # noqa: SLF001
    row = rows.only(*known.watching).first() if known.watching else rows.first()
    if row is None:
        return None
    watched = {name: getattr(row, name) for name in known.watching}
    return _Before(watched, frozenset(known.writes(row)), lambda: known.lists(row))


def _saved(
    sender: type[models.Model],
    instance: Any,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_: Any,
) -> None:
    known = tracked[sender]
    before: _Before | None = instance.__dict__.pop(_OLD, None)
    if raw or not _is_seen(known, update_fields):
        return
    keys = set(known.writes(instance))
    if before is None:
        keys |= set(known.lists(instance))
    else:
        keys |= before.writes
        if any(getattr(instance, name) != was for name, was in before.watched.items()):
            with one_page():  # both lists are made of the same parts
                keys |= set(before.lists()) | set(known.lists(instance))
    note(*keys)


def _deleted(sender: type[models.Model], instance: Any, **_: Any) -> None:
    known = tracked[sender]
    before: _Before | None = instance.__dict__.pop(_OLD, None)
    if before is None:
        note(*known.writes(instance))
    else:
        note(*before.writes, *before.lists())
