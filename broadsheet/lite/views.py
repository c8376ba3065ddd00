"""The lite twin of a page: the page's own view answers, in lite templates."""

from __future__ import annotations

from copy import copy
from http import HTTPStatus
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.template.loader import render_to_string
from django.urls import get_resolver
from django.utils import translation
from django.views.decorators.http import require_safe

from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.lite import rules, showing, styling
from broadsheet.lite.addresses import has_twin, kept_within, lite_of, twin_of
from broadsheet.lite.showing import Showing


@require_safe
def twin(request: HttpRequest, address: str = "", part: str = "1") -> HttpResponse:
    """Show the lite page of an address, or a further part of it.

    What redirects redirects to a lite page; what is not there is said in a lite page.
    """
    full = f"/{address}"
    if address == "" and not request.path.endswith("/"):
        return HttpResponsePermanentRedirect(lite_of("/"))
    with one_page(), showing.lite(full) as page:
        inner = _asking(request, full)
        try:
            answer = _answer(inner, page)
            return _finished(answer, page, int(part))
        except Http404 as missing:
            return _finished(_missing(inner, page, missing), page, 1)


def _asking(request: HttpRequest, full: str) -> HttpRequest:
    """Return the request as the full page would have got it."""
    inner = copy(request)
    inner.path = inner.path_info = full
    return inner


def _answer(inner: HttpRequest, page: Showing) -> HttpResponse:
    """Return what the page's own view answers, if it is a reader's page of ours."""
    if not has_twin(inner.path):
        raise Http404
    match = get_resolver().resolve(inner.path)
    inner.resolver_match = match
    answer: HttpResponseBase = match.func(inner, *match.args, **match.kwargs)
    if answer.has_header("Location"):
        answer["Location"] = twin_of(answer["Location"])
    elif not page.language:  # it showed something of its own
        raise Http404
    if not isinstance(answer, HttpResponse):
        raise Http404
    return answer


def _missing(inner: HttpRequest, page: Showing, missing: Http404) -> HttpResponse:
    """Return the page that says so; it does not repeat the address that was asked for."""
    page.address = "/"
    handler: Any = get_resolver().resolve_error_handler(HTTPStatus.NOT_FOUND)
    answer: HttpResponse = handler(inner, exception=missing)
    return answer


def _finished(answer: HttpResponse, page: Showing, number: int) -> HttpResponse:
    """Return the part that was asked for, with links that stay among lite pages."""
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Content-Security-Policy"] = styling.policy()
    if answer.has_header("Location"):
        return answer
    parts = rules.divided(kept_within(answer.content.decode()))
    if number > len(parts):
        raise Http404
    if len(parts) == 1:
        answer.content = parts[0].page().encode()
        return answer
    parts = rules.led_across(parts, lambda there: lite_of(page.address, there))
    answer.content = parts[number - 1].page(_ways(page, number, len(parts))).encode()
    return answer


def _ways(page: Showing, number: int, total: int) -> str:
    """Return the ways to the parts before and after."""
    context = {
        "number": number,
        "total": total,
        "before": lite_of(page.address, number - 1) if number > 1 else "",
        "next": lite_of(page.address, number + 1) if number < total else "",
    }
    with translation.override(page.language):
        return trimmed(render_to_string("lite/ways.html", context))
