"""What stands on every page of a language: the masthead with its strip of sections, the colophon.

Settled slots of the press: when a section is renamed, pages are spliced and not rendered.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.press.slots import settled
from broadsheet.sections.queries import tree


def settle() -> None:
    """Register the slots; called once, when the app is ready."""
    settled("masthead", masthead)
    settled("colophon", colophon)


def navigation(language: str) -> dict[str, Any]:
    """Return a language's sections for the strip, and the way into each other language.

    The paper's own language has the home page, another its first section.
    """
    top = tree().top()
    own = settings.PAPER_LANGUAGE
    ways = {own: "/"}
    for section in top:
        ways.setdefault(section.language, section.address)
    ours = [section for section in top if section.language == language]
    return {"sections": ours, "others": [way for way in ways.items() if way[0] != language]}


def masthead(language: str, here: str = "") -> str:
    """Return the masthead of a language. ``here`` is as ``whereabouts`` says it."""
    home = here == "home"
    top = here.removeprefix("in-") if not home else ""
    where = {"is_home": home, "is_top": top == here, "top": int(top) if top else None}
    return _printed("partials/masthead.html", language, where)


def colophon(language: str) -> str:
    """Return what stands under every page of a language."""
    return _printed("partials/colophon.html", language, {})


def _printed(template: str, language: str, where: dict[str, Any]) -> str:
    with one_page(), translation.override(language):
        context = {"page_lang": language, "nav": navigation(language), **where}
        return trimmed(get_template(template).render(context))
