"""One transaction around a whole view, for requests that may change something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})  # RFC 9110, 9.2.1
View = Callable[..., HttpResponseBase]


def whole_or_not_at_all(view: View) -> View:
    """Run a view in one transaction if its method may change something.

    Whatever escapes the view as an exception undoes all of it. Reading takes no lock: on SQLite
    a transaction begins with the writer's.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in SAFE:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapped


def decorated(
    patterns: Iterable[URLPattern | URLResolver], decorator: Callable[[View], View]
) -> list[URLPattern | URLResolver]:
    """Put ``decorator`` around the view of every pattern, in place, however deep it is."""
    found = list(patterns)
    for pattern in found:
        if isinstance(pattern, URLResolver):
            decorated(pattern.url_patterns, decorator)
        else:
            pattern.callback = decorator(pattern.callback)
    return found
