"""How a reader's page is answered: read once, in the language of what it shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.stories import csp
from broadsheet.stories.models import Ground, Story

View = Callable[..., HttpResponseBase]
Reply = Callable[..., HttpResponse]


def reading_once(view: View) -> View:
    """Have a view read once what its page asks for several times; only safe methods come in."""

    @require_safe
    @wraps(view)
    def read_once(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        with one_page():
            return view(request, *args, **named)

    return read_once


def of_one_reader(view: Reply) -> Reply:
    """Have a page kept by nobody, found by no search engine, and told to no other site."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = view(request, *args, **named)
        patch_cache_control(response, no_store=True, private=True)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        response["Content-Security-Policy"] = csp.policy()
        return response

    return answered


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page in the language of what it shows, whatever the browser asks for."""
    language = getattr(context.get("page"), "language", "") or settings.PAPER_LANGUAGE
    with translation.override(language):
        text = render_to_string(template, context, request)
    return HttpResponse(trimmed(text), status=status)


def withdrawn(request: HttpRequest, found: Story) -> HttpResponse:
    """Say that a story was withdrawn: 410 the paper's own decision, 451 by law (RFC 7725).

    Of the story itself nothing is said but what whoever withdrew it has allowed.
    """
    status = 451 if found.withdrawn_ground == Ground.LEGAL else 410
    tombstone = {
        "at": found.withdrawn_at,
        "notice": found.withdrawn_notice,
        "headline": found.title if found.withdrawn_names_it else "",
    }
    return page(request, f"{status}.html", {"tombstone": tombstone}, status=status)
