"""Rails: fronts that stand on other pages, as settled slots of the press.

A slot for each place, language, section and form. When a rail changes, or a story on it, the pages
that carry it are spliced and not rendered.
"""

from __future__ import annotations

from typing import Any

from django.template.loader import get_template
from django.utils import translation

from broadsheet.fronts import keys
from broadsheet.fronts.composing import composed
from broadsheet.fronts.models import Front
from broadsheet.kit.html import trimmed
from broadsheet.kit.prepared import Prepared
from broadsheet.kit.remembering import one_page
from broadsheet.press.explaining import explained
from broadsheet.press.slots import placed, settled, slot_name
from broadsheet.sections.queries import tree

SLOT = "rails"
BESIDE, FOOT, HOME = Front.At.BESIDE.value, Front.At.FOOT.value, Front.At.HOME.value
MOST = 6

_rails = Prepared(
    lambda at, language: (
        Front.objects.filter(kind="rail", is_on=True, at=at, language=language)
        .select_related("live")
        .order_by("order", "name", "pk")
    )
)
_sections = Prepared(
    lambda fronts: Front.sections.through.objects.filter(front_id__in=fronts).values_list(
        "front_id", "section_id"
    )
)


def settle() -> None:
    """Register the slot; called once, when the app is ready."""
    settled(SLOT, rails)


def slot(at: str, language: str, section: int = 0, form: str = "") -> str:
    """Return the rails of a place for a page, between the marks of their slot."""
    return placed(slot_name(SLOT, at, language, str(section), form or "any"))


def rails(at: str, language: str, section: str, form: str) -> str:
    """Return the text of a place's rails; nothing where none stands."""
    with one_page(), translation.override(language):
        found = [composed(front) for front in standing(at, language, int(section), form)]
        shown = [one for one in found if one.containers]
        if not shown:
            return ""
        context: dict[str, Any] = {"rails": shown, "at": at, "page_lang": language}
        return trimmed(get_template("partials/rails.html").render(context))


def standing(at: str, language: str, section: int, form: str) -> list[Front]:
    """Return the rails that stand at a place of a page, in their order."""
    with explained(keys.RAILS):
        found: list[Front] = _rails.models(at, language)
        rows = _sections([one.pk for one in found]) if found else []
    wanted: dict[int, set[int]] = {}
    for front, where in rows:
        wanted.setdefault(front, set()).add(where)
    here = _way_to(section) if wanted else set()
    return [
        one
        for one in found  # one that is not live yet is read as well: its key stands for its coming
        if one.live is not None
        and (one.pk not in wanted or wanted[one.pk] & here)
        and (not one.forms or form in one.forms)
    ][:MOST]


def _way_to(section: int) -> set[int]:
    """Return a section and all above it."""
    place = tree().known(section) if section else None
    return {one.pk for one in tree().trail(place)} if place else set()
