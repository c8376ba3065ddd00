"""What films, sounds and galleries ask in a story's templates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import template
from django.template.context import Context

from broadsheet.pictures import markup
from broadsheet.pictures.rules import Use
from broadsheet.pictures.templatetags.pictures import picture_element, renditions_of
from broadsheet.recordings.rules import clock
from broadsheet.stories import playing
from broadsheet.stories.models import Story
from broadsheet.stories.playing import Played
from broadsheet.stories.templatetags.story import uses_with_files

register = template.Library()

POSTER_WIDTH = 800
"""In pixels: a step of the ladder that the roles body and lead have as a JPEG."""


@register.simple_tag(takes_context=True)
def played(context: Context, value: Any, medium: str) -> Played:
    """Settle what a block plays.

    The desk's preview has what is under embargo; who reads by a review link is not of the desk.
    """
    request = context.get("request")
    desk = getattr(request, "is_preview", False) and not getattr(request, "is_review", False)
    found = playing.played(value, medium, held_too=desk)
    page = context.get("page")
    if found.poster is None and isinstance(page, Story):
        lead = playing.lead_of(page)
        if lead is not None and lead.value is value:
            found = replace(found, poster=page.picture)
    return found


@register.simple_tag
def lead_film(story: Story) -> Any:
    """Return the block of the body that stands in the lead's place of a video story."""
    lead = playing.lead_of(story)
    if lead is None:
        return None
    found = playing.played(lead.value)
    return lead if found.shown or found.gone else None


@register.filter
def clock_of(seconds: float) -> str:
    """Return a moment of a recording as 4:05 or 1:04:05."""
    return clock(seconds)


@register.simple_tag
def poster_file(film: Played) -> str:
    """Return the file of a poster that a player shows, or "": there is one for all screens.

    A player is as wide as the text, so that the JPEG of that width will do.
    """
    if film.poster is None or film.poster.is_withdrawn:
        return ""
    made = markup.largest(renditions_of(film.poster), most=POSTER_WIDTH)
    return made.url if made else ""


@register.simple_tag
def poster_use(film: Played) -> Use:
    """Return a poster as a picture in use; the title stands in the link beside it."""
    return Use(picture=film.poster)


@register.simple_tag
def plays(story: Story) -> dict[str, bool]:
    """Say what a story's page needs files for: a gallery, a player."""
    kinds = {raw["type"] for raw in story.body.raw_data}
    return {"gallery": "gallery" in kinds, "player": bool(kinds & playing.KINDS.keys())}


# --- galleries ---


@dataclass(frozen=True)
class Hung:
    """A picture in a gallery: its use, its place in the count, and its place on the page."""

    use: Any
    place: int
    name: str
    element: Any
    largest: str


@register.simple_tag(takes_context=True)
def hung(context: Context, value: Any) -> list[Hung]:
    """Return a gallery's pictures that readers see, each with the name of its own address.

    Names are counted through the page, so that ``#picture-3`` is one picture, however many
    galleries a story has.
    """
    before = _before(context.get("page"), value)
    found: list[Hung] = []
    for use in uses_with_files(value["pictures"]):
        element = picture_element(context, use, role="body")
        if element is not None:
            made = markup.largest(renditions_of(use["picture"]), use.get("crop") or "")
            largest = made.url if made else element.src
            found.append(Hung(use, len(found) + 1, "", element, largest))
    return [replace(one, name=f"picture-{before + one.place}") for one in found]


def _before(page: Any, value: Any) -> int:
    """Return how many pictures stand in the galleries before this one."""
    count = 0
    for block in getattr(page, "body", None) or ():
        if block.block_type != "gallery":
            continue
        if block.value is value:
            return count
        count += len(uses_with_files(block.value["pictures"]))
    return 0
