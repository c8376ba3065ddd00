"""What templates ask about passing a page on: its card, its locale, its links."""

from __future__ import annotations

import base64
from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import gettext

from broadsheet.pictures.templatetags.pictures import renditions_of
from broadsheet.stories.addresses import short_path
from broadsheet.stories.models import Story
from broadsheet.stories.social import cards, drawing, heads, sharing
from broadsheet.stories.structured import absolute

register = template.Library()


@register.simple_tag
def social_card(page: Any, lead: dict[str, Any] | None = None, alt: str = "") -> heads.Image | None:
    """Return the picture of a page's card: ``lead`` with its alt text, else the one drawn."""
    if lead and isinstance(page, Story) and page.picture is not None:
        file = heads.shaped(renditions_of(page.picture, page.picture_crop), page.picture_crop)
        if file is not None:
            lead = {"url": absolute(file.url), "width": file.width, "height": file.height}
    return heads.image(page, lead, alt)


@register.simple_tag
def drawn_card(story: Story) -> dict[str, Any]:
    """Return a draft's card for the desk, in the page itself: a draft has no address of its own."""
    words = cards.of_story(story).words
    data = base64.b64encode(drawing.png(words)).decode()
    return {
        "src": f"data:{drawing.TYPE};base64,{data}",
        "width": drawing.WIDTH,
        "height": drawing.HEIGHT,
        "alt": words.alt,
        "can_draw": drawing.can_draw(words),
    }


@register.filter
def locale(language: str) -> str:
    """Return a language with the paper's territory, like ``hi_IN``."""
    return heads.locale(language or settings.PAPER_LANGUAGE)


@register.simple_tag
def card_authors(story: Story) -> list[str]:
    """Return the full addresses of the profiles of those who wrote a story."""
    return heads.authors(story)


@register.simple_tag
def card_kind(page: Any) -> str:
    """Return the Open Graph type of a page that is no story."""
    return heads.kind(page)


@register.simple_tag
def x_account() -> str:
    """Return the paper's account on X with its @, or ""."""
    name = settings.SHARE_X_ACCOUNT.lstrip("@")
    return f"@{name}" if name else ""


@register.simple_tag
def sharing_of(story: Story) -> dict[str, Any] | None:
    """Return how a story is passed on; ``None`` for a draft that has no address yet."""
    if story.number is None or story.primary_section_id is None:
        return None
    title = story.social_title or story.title
    mark = str(story.sponsor.line) if story.sponsor else ""
    own = story.share_text
    shared = sharing.Shared(
        address=absolute(story.address),
        short=absolute(short_path(story.number)),
        title=f"{title} – {mark}" if mark else title,
        text=sharing.message_text(own, title, story.standfirst, mark),
    )
    links = sharing.links(shared, settings.SHARE_WITH, gettext("E-mail"))
    return {"page": shared, "links": links}
