"""The guard: what a page reads of the paper's content, it must be able to explain.

While a page is recorded, a query on the table of a tracked model either loads whole rows of tracked
models by a key that the page has already (their ``from_db`` records them), or stands inside
``explained``, which says what else could have been found. Anything else fails, with its SQL.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, wraps
from types import FrameType
from typing import Any

from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models import Field
from django.db.models.query import ModelIterable, QuerySet

from broadsheet.kit.prepared import Prepared
from broadsheet.press import recording
from broadsheet.press.changes import is_in_bulk
from broadsheet.press.explaining import is_explained
from broadsheet.press.tracking import tracked

# The press's own tests print a small paper of borrowed models, which explains nothing.
THE_PAPERS = ("broadsheet.", "wagtail.")
BULK = ("update", "bulk_create", "bulk_update")
BY_KEY = frozenset({"exact", "in"})
_TABLES = re.compile(r'(?:FROM|JOIN) "(\w+)"')


class UnexplainedError(AssertionError):
    """A page was made from something that the press would not know to have changed."""


def stand() -> None:
    """Put the guard before every connection there is or will be, and before bulk writes."""
    for name in BULK:
        setattr(QuerySet, name, _refusing(getattr(QuerySet, name)))
    for connection in connections.all(initialized_only=True):
        _before(connection=connection)
    connection_created.connect(_before, dispatch_uid="press.guard")


def _refusing(write: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a bulk write of ours to a tracked model that does not say what changes."""

    @wraps(write)
    def guarded(self: Any, *args: Any, **options: Any) -> Any:
        if _is_papers(self.model) and not is_in_bulk() and _ours(sys._getframe(1)):
            raise UnexplainedError(
                f"{write.__name__} on {self.model.__name__} tells the press nothing: put it into "
                "broadsheet.press.changes.in_bulk()."
            )
        return write(self, *args, **options)

    return guarded


def _is_papers(model: Any) -> bool:
    return model in tracked and model.__module__.startswith(THE_PAPERS)


def _ours(frame: FrameType | None) -> bool:
    """Say whether the paper's own code asks: not Django, Wagtail or a test.

    What a deletion leaves empty is none of it: the row that goes is told, and was on those pages.
    """
    if frame is not None and frame.f_globals.get("__name__") == "django.db.models.deletion":
        return False
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if not module.startswith(("django.", __name__)):
            break
        frame = frame.f_back
    else:
        return False
    return module.startswith("broadsheet.") and ".tests" not in module


def _before(connection: Any, **_: Any) -> None:
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)


def guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Let a query through, or say why not."""
    if recording.active() and not is_explained() and _asks_for_content(sql):
        fault = _fault()
        if fault:
            raise UnexplainedError(f"{fault}: {sql}")
    return execute(sql, params, many, context)


def _asks_for_content(sql: str) -> bool:
    return sql.lstrip("( ").startswith("SELECT") and bool(content() & set(_TABLES.findall(sql)))


def content() -> frozenset[str]:
    """Return the tables of the paper's tracked models, and those that they inherit."""
    return _content_of(len(tracked))  # a model that is tracked stays so


@cache
def _content_of(_how_many: int) -> frozenset[str]:
    return frozenset(
        parent._meta.db_table
        for model in tracked
        if _is_papers(model)
        for parent in (model, *model._meta.get_parent_list())
    )


def _fault() -> str:
    """Return what is wrong with the query that is being asked, "" if it explains itself."""
    query = next(_loading(sys._getframe()), None)
    if query is None:
        return "Columns, a count or a question of content outside explained()"
    if query.model not in tracked:
        return f"Rows of {query.model.__name__}, which is not tracked, outside explained()"
    if not any(_is_by_key(lookup) for lookup in query.where.children):
        return "Rows that are not looked up by a key, outside explained()"
    return ""


def _loading(frame: FrameType | None) -> Iterator[Any]:
    """Return the queries whose rows are being loaded by ``from_db``, the innermost first."""
    while frame is not None:
        holder = frame.f_locals.get("self")
        if isinstance(holder, ModelIterable):
            yield holder.queryset.query
        elif isinstance(holder, Prepared) and frame.f_code.co_name == "models":
            yield frame.f_locals["compiled"].compiler.query
        frame = frame.f_back


def _is_by_key(lookup: Any) -> bool:
    field: Field[Any, Any] | None = getattr(getattr(lookup, "lhs", None), "target", None)
    by_key = field is not None and (field.primary_key or field.is_relation)
    return by_key and lookup.lookup_name in BY_KEY
