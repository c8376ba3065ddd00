"""Rendering one address as a stranger gets it: through the site's own resolver, nothing kept.

No session, no cookie, no language of a browser: what comes out is the same for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_resolver
from django.utils import translation
from django.utils.module_loading import import_string

from broadsheet.kit import clock
from broadsheet.press import slots
from broadsheet.press.printed import Printed
from broadsheet.press.recording import SlotMade, recording
from broadsheet.press.rules import IMPRINT

# Said by the server at each answer, or of one reader alone.
_LEFT_OUT = frozenset(
    {"content-length", "vary", "cache-control", "expires", "set-cookie", "x-request-id", "date"}
)
_IF_THERE = "broadsheet.if_there"


@dataclass(frozen=True)
class Rendered:
    """A page as rendered, with the settled slots that had to be made for it."""

    printed: Printed
    slots: dict[str, SlotMade] = field(default_factory=dict)


def render(address: str, *, anew: bool = False, if_there: bool = False) -> Rendered:
    """Render an address; raises whatever the page raises, but not ``Http404``: that is a page.

    ``anew`` renders its shared parts as well, to compare. ``if_there`` raises ``Http404`` as well,
    and spares what the page would cost that says that nothing is there.
    """
    request = _request(address)
    request.environ[_IF_THERE] = if_there
    with recording(anew=anew, later=True) as record, translation.override(settings.PAPER_LANGUAGE):
        response = _chain()(request)
        if hasattr(response, "render") and not getattr(response, "is_rendered", True):
            response.render()
        body, places = slots.filled(response.content, record)
    headers = tuple(
        (name, value)
        for name, value in sorted(response.headers.items())
        if name.lower() not in _LEFT_OUT
    )
    printed = Printed(
        address=address,
        status=response.status_code,
        headers=headers,
        body=body,
        keys=frozenset({IMPRINT, *record.keys}),
        slots=places,
        changed_at=clock.now(),
    )
    return Rendered(printed, record.slots)


def _request(address: str) -> WSGIRequest:
    site = urlsplit(settings.SITE_URL)
    port = site.port or (443 if site.scheme == "https" else 80)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address.encode().decode("latin-1"),
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(port),
            "HTTP_HOST": site.netloc,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
        }
    )


@cache
def _chain() -> Any:
    """Return the view of all addresses, within the middleware that readers' pages need."""
    answer: Any = _answer
    for path in reversed(settings.PRESS_MIDDLEWARE):
        answer = import_string(path)(answer)
    return answer


def _answer(request: HttpRequest) -> HttpResponse:
    resolver = get_resolver()
    try:
        match = resolver.resolve(request.path_info)
        request.resolver_match = match
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    except Http404 as missing:
        if request.META.get(_IF_THERE):
            raise
        handler: Any = resolver.resolve_error_handler(HTTPStatus.NOT_FOUND)
        answer = handler(request, exception=missing)
    return answer
