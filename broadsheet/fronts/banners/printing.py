"""Banners on readers' pages: printed over the fronts, brought to the stories by a script.

Over a front stands a settled slot, so that it is there without script. A story page has an empty
place and the address of a small file, a running slot: raising a banner seals no story anew.
"""

from __future__ import annotations

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from broadsheet.fronts.banners import keys, queries
from broadsheet.fronts.models import Banner, BannerSection
from broadsheet.kit.html import trimmed
from broadsheet.kit.remembering import one_page
from broadsheet.press.running import running
from broadsheet.press.slots import settled
from broadsheet.press.tracking import track
from broadsheet.sections.queries import Place, tree

# What decides which banners stand.
WATCHED = ("state", "language", "everywhere", "story_id")
HOME = "home"


def watch() -> None:
    """Track banners and register their places; called once, when the app is ready."""
    track(
        Banner,
        rows=lambda row: [keys.banner(row.pk)],
        lists=lambda row: [keys.STANDING],
        watching=WATCHED,
    )
    track(BannerSection, rows=lambda row: [keys.banner(row.banner_id)])
    settled("banner", over_front)
    running("banner", beside_stories, words=dict(settings.LANGUAGES))


def over_front(language: str, where: str = HOME) -> str:
    """Return what stands over a front: ``where`` is a section's number, or ``home``."""
    with one_page(), translation.override(language):
        shown = queries.shown_at(language, trail_of(where))
        return _printed("fronts/banners/over.html", language, shown) if shown else ""


def beside_stories(language: str) -> str:
    """Return every banner of a language; raises ``LookupError`` if it is none of ours.

    The page knows which sections it stands in, and takes the first that stands there as well.
    """
    if language not in dict(settings.LANGUAGES):
        raise LookupError(language)
    with one_page(), translation.override(language):
        return _printed("fronts/banners/strips.html", language, queries.shown(language))


def trail_of(where: str) -> list[int]:
    """Return the sections from the top down to a section, by key; none for the home page."""
    known = tree().known(int(where)) if where.isdecimal() else None
    return way(known) if known else []


def way(place: Place) -> list[int]:
    """Return the keys of the sections from the top down to a place."""
    return [one.pk for one in tree().trail(place)]


def _printed(template: str, language: str, shown: list[queries.Shown]) -> str:
    context = {"banners": shown, "page_lang": language}
    return trimmed(get_template(template).render(context))
