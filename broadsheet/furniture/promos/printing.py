"""Promos as settled slots of the press: one for each place, language, section and form."""

from __future__ import annotations

from django.template.loader import get_template
from django.utils import translation

from broadsheet.furniture import keys
from broadsheet.furniture.models import Promo
from broadsheet.furniture.promos import queries
from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.pictures.rules import Use
from broadsheet.press.slots import settled
from broadsheet.press.tracking import track

SLOT = "promo"
# What the desk alone sees of a promo.
UNSEEN = ("name", "is_on", "starts_at", "ends_at", "made_at", "changed_at")


def settle() -> None:
    """Track promos and register their slot; called once, when the app is ready."""
    track(Promo, rows=lambda row: [keys.promos(row.language)], unseen=UNSEEN)
    settled(SLOT, promos)


def promos(place: str, language: str, section: str, form: str = "") -> str:
    """Return what stands at a place of a kind of page, or "". ``section`` is its key, or ``0``."""
    with one_page(), translation.override(language):
        there = queries.on_page(language, int(section), form)
        shown = [(row, _use(row)) for row in there if row.place == place]
        if not shown:
            return ""
        context = {"promos": shown, "place": place, "page_lang": language}
        return trimmed(get_template("furniture/promos.html").render(context))


def _use(row: Promo) -> Use:
    picture = row.picture if row.picture_id else None
    return Use(picture=None if picture is None or picture.is_withdrawn else picture)
