"""A front with the readers' own templates, whatever document and moment is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html

from broadsheet.fronts.composing import composed
from broadsheet.fronts.document import Document
from broadsheet.fronts.models import Front
from broadsheet.kit.remembering import one_page
from broadsheet.sections.queries import tree
from broadsheet.stories import structured
from broadsheet.stories.answering import page
from broadsheet.stories.csp import policy


@dataclass(frozen=True)
class Wanted:
    """What is shown: a document, or the front as it will stand at a moment."""

    front: Front
    document: Document | None
    at: datetime | None


def shown(request: HttpRequest, wanted: Wanted, *, night: bool = False) -> HttpResponse:
    """Return the page as readers would get it; nothing of it is kept by anybody."""
    with one_page():
        template, context = _around(wanted.front)
        document, at = wanted.document, wanted.at
        context["front"] = composed(
            wanted.front, document, at, upcoming=at is not None, viewer=request.user
        )
        answer = page(request, template, context)
    if night:
        answer.content = answer.content.replace(b"</head>", _night() + b"</head>", 1)
    answer.headers["Content-Security-Policy"] = policy()
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _around(front: Front) -> tuple[str, dict[str, Any]]:
    """Return the readers' template of a front, and what it takes beside the stories."""
    if front.kind == Front.Kind.SECTION and front.section_id:
        place = tree().place(front.section_id)
        children = tree().children(place)
        around = {"page": place, "address": place.address, "trail": tree().trail(place)}
        return "fronts/section.html", around | {"children": children, "plain": not children}
    if front.kind == Front.Kind.SPECIAL and front.topic is not None:
        topic, address = front.topic, f"/topic/{front.topic.slug}/"
        way = structured.breadcrumbs([], (topic.name, address))
        return "fronts/special.html", {"page": topic, "address": address, "breadcrumbs": way}
    is_home = front.kind == Front.Kind.HOME
    template = "fronts/home.html" if is_home else "fronts/editor/rail.html"
    return template, {"page": tree().front, "address": "/", "is_home": is_home}


def _night() -> bytes:
    """Return the script that shows a page as a device at night does, whatever this one is."""
    script = '<script type="module" src="{}"></script>'
    return format_html(script, static("desk/night.js")).encode()
