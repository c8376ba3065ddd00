"""One log line for each request, and one number by which to find all that it did."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase

from broadsheet.press import plates

log = structlog.get_logger(__name__)

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


def request_id(given: str | None) -> str:
    """Return the number that the proxy gave, if it is a plain one, or a new one."""
    return given if given and GIVEN.fullmatch(given) else uuid4().hex


def logged_path(request: HttpRequest) -> str:
    """Return the path without its query; where a secret may stand in it, the pattern only.

    A one-time link signs its holder in: it must not stand in a log.
    """
    for start in ("/account/", *plates.kept_out()):
        if request.path.startswith(start):
            return f"/{request.resolver_match.route}" if request.resolver_match else start
    return request.path


class RequestLog:
    """Middleware: binds ``request_id``, answers it in a header, logs what was answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        number = request_id(request.headers.get(HEADER))
        with structlog.contextvars.bound_contextvars(request_id=number):
            return self._answer(request, number)

    def _answer(self, request: HttpRequest, number: str) -> HttpResponseBase:
        start = perf_counter()
        # Nothing of ours has such a name, and PostgreSQL refuses even to look for it.
        nowhere = "\x00" in request.path_info
        response = HttpResponseNotFound() if nowhere else self.get_response(request)
        response.headers[HEADER] = number
        log.info(
            "request_answered",
            method=request.method,
            path=logged_path(request),
            status=response.status_code,
            size=len(response.content) if isinstance(response, HttpResponse) else None,
            milliseconds=round((perf_counter() - start) * 1000, 1),
        )
        return response
