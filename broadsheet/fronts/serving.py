"""Which front stands at an address, composed for its page."""

from __future__ import annotations

from django.conf import settings

from broadsheet.fronts import keys
from broadsheet.fronts.composing import Composed, composed
from broadsheet.fronts.models import Front
from broadsheet.kit.prepared import Prepared
from broadsheet.press.explaining import explained
from broadsheet.stories import fronting

_home = Prepared(lambda kind: Front.objects.filter(kind=kind).select_related("live"))
_of_section = Prepared(
    lambda kind, section: Front.objects.filter(kind=kind, section=section).select_related("live")
)
_of_topic = Prepared(
    lambda kind, topic: Front.objects.filter(kind=kind, topic=topic).select_related("live")
)


def arrange() -> None:
    """Arrange the paper's pages; called once, when the app is ready."""
    fronting.compose_with(arranged)


def arranged(kind: str, of: int | None) -> Composed | None:
    """Return the front of the home page, or of a section or topic that an editor has published."""
    if kind == fronting.HOME:
        return composed(home())
    front = _at(kind, of or 0)
    return composed(front) if front is not None and front.live is not None else None


def home() -> Front:
    """Return the home page's front; one that is not saved and arranges itself if there is none."""
    with explained(keys.HOME):
        found: list[Front] = _home.models(Front.Kind.HOME.value)
    if found:
        return found[0]
    return Front(kind=Front.Kind.HOME, language=settings.PAPER_LANGUAGE)


def _at(kind: str, of: int) -> Front | None:
    if kind == fronting.SECTION:
        with explained(keys.of_section(of)):
            found: list[Front] = _of_section.models(Front.Kind.SECTION.value, of)
    else:
        with explained(keys.of_topic(of)):
            found = _of_topic.models(Front.Kind.SPECIAL.value, of)
    return next((front for front in found if front.is_on), None)
