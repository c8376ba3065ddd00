"""How the desk sees a draft at every place where readers will meet it, by day and by night.

The story, the card and the picture are the readers' own templates. A search engine, a social
network and a phone draw their own: there the words are the ones that the story's head gives them,
in the order and length in which they are shown.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

NIGHT = "night"
PLACES = [
    ("story", _("Story")),
    ("card", _("Card in a rail")),
    ("search", _("Search result")),
    ("social", _("Social card")),
    ("push", _("Push notice")),
    ("lite", _("Lite page")),
]
# Wagtail writes "" into the address of a preview without a mode: that is the story by day.
MODES = [
    ("", PLACES[0][1]),
    *PLACES[1:],
    *((f"{name}-{NIGHT}", _("%(place)s, dark") % {"place": words}) for name, words in PLACES),
]


def shown_at(story: Any, request: HttpRequest, mode: str, whole: Any) -> HttpResponse:
    """Return a draft as it looks at the place that ``mode`` names; ``whole`` renders the story."""
    known = mode if mode in dict(MODES) else ""
    place, _dash, light = (known or "story").partition("-")
    answer: HttpResponse = whole() if place == "story" else _place(story, request, place)
    if hasattr(answer, "render"):
        answer.render()
    if light == NIGHT:
        answer.content = answer.content.replace(b"</head>", _night() + b"</head>", 1)
    return answer


def _place(story: Any, request: HttpRequest, place: str) -> HttpResponse:
    context = {"page": story, "place": place}
    with translation.override(story.language):
        return HttpResponse(render_to_string(f"stories/preview/{place}.html", context, request))


def _night() -> bytes:
    """Return the script that shows a page as a device at night does, whatever this one is."""
    script = '<script type="module" src="{}"></script>'
    return format_html(script, static("desk/night.js")).encode()
