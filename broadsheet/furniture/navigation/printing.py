"""The masthead and the colophon: settled slots of the press, one for each place of a page."""

from __future__ import annotations

from typing import Any

from django.template.loader import get_template
from django.utils import translation

from broadsheet.furniture import keys
from broadsheet.furniture.models import Menu
from broadsheet.furniture.navigation.queries import navigation
from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.press.slots import settled
from broadsheet.press.tracking import track


def settle() -> None:
    """Track the navigation and register its slots; called once, when the app is ready."""
    track(Menu, rows=lambda row: [keys.menu(row.language)])
    settled("masthead", masthead)
    settled("colophon", colophon)


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
