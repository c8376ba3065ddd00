"""The readers' pages of the ledger and of a story's history."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.utils import translation

from broadsheet.stories import reading
from broadsheet.stories.addresses import history_path
from broadsheet.stories.answering import page, reading_once, withdrawn
from broadsheet.stories.ledger import shown
from broadsheet.stories.ledger.feed import atom
from broadsheet.stories.models import Ground, Story


@reading_once
def corrections(request: HttpRequest, before: str | None = None) -> HttpResponse:
    """Show what the paper has corrected, newest first; further back by the number of a row."""
    found = shown.ledger(int(before) if before else None, words=settings.PAPER_HISTORY)
    if before is not None and not found.entries and found.older is None:
        raise Http404
    return page(request, "stories/corrections.html", {"ledger": found, "before": before})


@reading_once
def feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest corrections as a feed."""
    with translation.override(settings.PAPER_LANGUAGE):
        body = atom(shown.ledger(words=False).entries)
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@reading_once
def history(
    request: HttpRequest, path: str, number: str, version: str | None = None
) -> HttpResponseBase:
    """Show the published versions of a story, or one of them with what it changed.

    The story's state decides first: what was withdrawn has no history, a draft never had one.
    """
    story = reading.numbered(int(number)) if settings.PAPER_HISTORY else None
    if story is None or not (story.withdrawn_at or (story.live and story.published_at)):
        raise Http404
    if story.withdrawn_at is not None:
        return withdrawn(request, story)
    wanted = int(version) if version else None
    address = history_path(story.address, wanted)
    if request.path != address:
        return HttpResponsePermanentRedirect(address)
    reading.gather(story)
    return _whole(request, story) if wanted is None else _one(request, story, wanted)


def _whole(request: HttpRequest, story: Story) -> HttpResponse:
    found = shown.history(story, list(story.corrections.all()))
    return page(request, "stories/history.html", _context(story, history=found))


def _one(request: HttpRequest, story: Story, wanted: int) -> HttpResponse:
    found = shown.one_version(story, wanted)
    if found is None:
        raise Http404
    told, words = found
    if told.ground:
        status = 451 if told.ground == Ground.LEGAL else 410
        return page(request, "stories/version_gone.html", _context(story, told=told), status)
    return page(request, "stories/version.html", _context(story, told=told, words=words))


def _context(story: Story, **more: Any) -> dict[str, Any]:
    return {"page": story, "address": history_path(story.address), **more}
