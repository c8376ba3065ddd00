"""The worker, the list of what changed, and the page of what is saved. The same for everybody.

What somebody saved is known to their device alone: the list on that page is made there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from broadsheet.offline import queries, script
from broadsheet.stories import csp
from broadsheet.stories.answering import page, reading_once


@dataclass(frozen=True)
class Saved:
    """The page, as templates ask for one."""

    language: str


@reading_once
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the service worker; switched off, with one that takes itself away."""
    response = HttpResponse(script.worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Content-Security-Policy"] = script.policy()
    return response


@reading_once
def tombstones(request: HttpRequest) -> HttpResponse:
    """Answer with the newest marks."""
    return _listed(queries.newest())


@reading_once
def part(request: HttpRequest, part: str) -> HttpResponse:
    """Answer with all marks of one part; a part without any is not there."""
    stories = queries.part(int(part))
    if not stories:
        raise Http404
    return _listed({"stories": stories})


def _listed(told: dict[str, object]) -> HttpResponse:
    response = JsonResponse(told, json_dumps_params={"separators": (",", ":")})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@reading_once
def saved(request: HttpRequest, language: str = "") -> HttpResponse:
    """Show where a device's own list of saved stories comes to stand."""
    unknown = language not in dict(settings.LANGUAGES) or language == settings.PAPER_LANGUAGE
    if not settings.OFFLINE_READING or (language and unknown):
        raise Http404
    chosen = language or settings.PAPER_LANGUAGE
    response = page(request, "offline/saved.html", {"page": Saved(chosen)})
    response.headers["Content-Security-Policy"] = csp.policy()
    return response
