"""What a page's head tells those who make a card of it.

Sources: The Open Graph protocol (ogp.me): og:image with its structured properties, og:locale as
language_TERRITORY, article:author as addresses of profiles; X, "Cards markup": twitter:card,
twitter:site, and twitter:image:alt, for which nothing of Open Graph stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from broadsheet.people.models import Contributor, ContributorKind
from broadsheet.pictures import crops, ladder
from broadsheet.pictures.ladder import JPEG, MIME
from broadsheet.stories.models import Byline, Story
from broadsheet.stories.social import cards, drawing
from broadsheet.stories.structured import absolute

SMALLEST = 600
"""Pixels under which Meta shows a picture small, beside the words."""
WROTE = (Byline.Part.BY, Byline.Part.WITH)


@dataclass(frozen=True)
class Image:
    """A card's picture: its full address, its size in pixels, and its words."""

    url: str
    mime: str
    width: int
    height: int
    alt: str


def image(page: Any, lead: dict[str, Any] | None, alt: str = "") -> Image | None:
    """Return a page's picture: its lead picture as schema.org has it, else the card that is drawn.

    A draft without a number has none yet.
    """
    if lead:
        return Image(lead["url"], MIME[JPEG], lead["width"], lead["height"], alt)
    if isinstance(page, Story) and page.number is None:
        return None
    card = cards.card(page)
    size = (drawing.WIDTH, drawing.HEIGHT)
    return Image(absolute(card.address), drawing.TYPE, *size, card.words.alt)


def shaped(files: Iterable[Any], crop: str) -> Any | None:
    """Return the file of a use of a picture that is cut for cards, unless it is too small for one.

    Of a small picture the whole is told: nothing is enlarged.
    """
    wanted = set(ladder.all_specs([ladder.SOCIAL.name], crops.of(crop)))
    found = next((one for one in files if one.filter_spec in wanted), None)
    return found if found is not None and found.width >= SMALLEST else None


def locale(language: str) -> str:
    """Return a language with the paper's territory, like ``hi_IN``."""
    return f"{language}_{settings.PAPER_TERRITORY}"


def authors(story: Story) -> list[str]:
    """Return the full addresses of the profiles of those who wrote a story."""
    rows = story.bylines.all()
    return [absolute(f"/by/{row.contributor.slug}/") for row in rows if row.part in WROTE]


def kind(page: Any) -> str:
    """Return the Open Graph type of a page that is no story."""
    is_person = isinstance(page, Contributor) and page.kind == ContributorKind.PERSON
    return "profile" if is_person else "website"
