"""What the templates of fronts ask: a story in its place, with the words of this use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from broadsheet.fronts.banners import printing
from broadsheet.fronts.composing import Composed, Placed, Shown
from broadsheet.press import running
from broadsheet.sections.queries import Place
from broadsheet.stories import structured
from broadsheet.stories.cards import Card
from broadsheet.stories.templatetags import paper

register = template.Library()
# How many stories of a front search engines are told in order.
TOLD = 30
NORMAL = "normal"
# So many lines make one column.
FEW = 3


@register.simple_tag(takes_context=True)
def placed(
    context: template.Context, one: Placed, *, density: str = "", **dress: Any
) -> SafeString:
    """Print a story in its place on a front; takes what ``card`` takes.

    Its size is a class beside the density; a large one has the whole headline.
    """
    size = "" if one.size == NORMAL else one.size
    density = "" if density == "brief" and one.size == "large" else density
    return paper.card(context, worded(one), density=f"{density} {size}".strip(), **dress)


@register.filter
def worded(one: Placed) -> Card:
    """Return a placed story's card with the words of this use."""
    card = one.card
    own = (card.title, card.kicker, card.standfirst)
    if (one.headline, one.kicker, one.standfirst) == own:
        return card
    return replace(
        card,
        title=one.headline,
        short_headline=card.short_headline if one.headline == card.title else "",
        kicker=one.kicker,
        standfirst=one.standfirst,
    )


@register.filter
def template_of(shown: Shown) -> str:
    """Return the template of a container's layout."""
    return f"fronts/containers/{shown.layout}.html"


@register.filter
def columns(cards: tuple[Placed, ...]) -> list[tuple[Placed, ...]]:
    """Return stories in two columns, the first no shorter than the second; a few are in one."""
    if len(cards) <= FEW:
        return [cards] if cards else []
    middle = (len(cards) + 1) // 2
    return [column for column in (cards[:middle], cards[middle:]) if column]


@register.simple_tag(takes_context=True)
def banner_place(context: template.Context) -> str:
    """Return which banners stand over this front: a section's number, or ``home``."""
    page = context.get("page")
    is_section = isinstance(page, Place) and not context.get("is_home")
    return str(page.pk) if is_section else printing.HOME  # type: ignore[union-attr]


@register.inclusion_tag("fronts/banners/place.html", takes_context=True)
def banner_strip(context: template.Context, section: Place | None) -> dict[str, Any]:
    """Print the empty place of a story page into which a script brings the present banner."""
    language = context.get("page_lang") or settings.PAPER_LANGUAGE
    return {
        "page_lang": language,
        "file": running.address_of("banner", language),
        "sections": printing.way(section) if section else [],
    }


@register.simple_tag
def item_list(front: Composed) -> SafeString:
    """Return a front's stories in their order, as schema.org's ItemList in JSON-LD."""
    cards = [one.card for shown in front.containers for one in shown.cards][:TOLD]
    items = [
        {"@type": "ListItem", "position": place, "url": structured.absolute(card.address)}
        for place, card in enumerate(cards, start=1)
    ]
    if not items:
        return SafeString("")
    return paper.json_ld(
        {"@context": structured.CONTEXT, "@type": "ItemList", "itemListElement": items}
    )
