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

from broadsheet.sections.queries import Place, tree
from broadsheet.stories import reading
from broadsheet.stories.addresses import history_path
from broadsheet.stories.answering import page, reading_once, withdrawn
from broadsheet.stories.ledger import shown
from broadsheet.stories.ledger.addresses import feed_path, ledger_path
from broadsheet.stories.ledger.feed import atom
from broadsheet.stories.models import Ground, Story


@reading_once
def corrections(
    request: HttpRequest, path: str | None = None, before: str | None = None
) -> HttpResponse:
    """Show what the paper, or the section at ``path``, has corrected, newest first.

    Further back by the number of a row.
    """
    section = _section(path)
    number = int(before) if before else None
    found = shown.ledger(number, words=settings.PAPER_HISTORY, section=section)
    if before is not None and not found.entries and found.older is None:
        raise Http404
    context = {
        "ledger": found,
        "before": before,
        "address": ledger_path(section, number),
        "newest": ledger_path(section),
        "older": ledger_path(section, found.older) if found.older else "",
        "feed": feed_path(section),
        "sections": _sections(section),
    }
    return page(request, "stories/corrections.html", context)


def _section(path: str | None) -> Place | None:
    """Return the section of a ledger's address; the whole paper's has none."""
    if path is None:
        return None
    found = tree().at(path)
    if found is None or found == tree().front:
        raise Http404
    return found


def _sections(here: Place | None) -> list[tuple[str, str]]:
    """Return the ledgers beside: of the sections above, and of those right below."""
    above = [one for one in tree().trail(here) if one.pk != here.pk] if here else []
    below = tree().children(here or tree().front)
    return [(one.title, ledger_path(one)) for one in (*above, *below)]


@reading_once
def feed(request: HttpRequest, path: str | None = None) -> HttpResponse:
    """Answer with the newest corrections as a feed."""
    section = _section(path)
    with translation.override(settings.PAPER_LANGUAGE):
        body = atom(shown.ledger(words=False, section=section).entries, section)
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
