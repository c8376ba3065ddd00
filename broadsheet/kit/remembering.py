"""What one page asks for several times, and needs to ask the database only once.

Within ``one_page()`` an answer is remembered; outside it nothing is, so that nothing is ever older
than the page that it stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_page: ContextVar[dict[Any, Any] | None] = ContextVar("broadsheet_one_page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Remember answers until the page is done; a page within a page shares them."""
    if _page.get() is not None:
        yield
        return
    token = _page.set({})
    try:
        yield
    finally:
        _page.reset(token)


def once_a_page(ask: Callable[P, T]) -> Callable[P, T]:
    """Have a function that only reads ask once a page for the same arguments."""

    @wraps(ask)
    def remembered(*args: P.args, **options: P.kwargs) -> T:
        answers = _page.get()
        if answers is None:
            return ask(*args, **options)
        key = (ask, args, tuple(sorted(options.items())))
        if key not in answers:
            answers[key] = ask(*args, **options)
        found: T = answers[key]
        return found

    return remembered
