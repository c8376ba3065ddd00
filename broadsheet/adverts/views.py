"""The readers' page of choices: what other sites may do. The same for everybody, so it is printed.

What somebody chose is known to their browser alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from broadsheet.stories import csp
from broadsheet.stories.answering import page, reading_once


@dataclass(frozen=True)
class Choices:
    """The page, as templates ask for one."""

    language: str


@reading_once
def choices(request: HttpRequest, language: str = "") -> HttpResponse:
    """Say what is loaded from other sites, and let the reader choose."""
    if language and (
        language not in dict(settings.LANGUAGES) or language == settings.PAPER_LANGUAGE
    ):
        raise Http404
    hosts = [origin.partition("://")[2] for origin in settings.ADVERT_FRAMES]
    shown = {"page": Choices(language or settings.PAPER_LANGUAGE), "hosts": hosts}
    response = page(request, "adverts/choices.html", shown)
    response.headers["Content-Security-Policy"] = csp.policy()
    return response
