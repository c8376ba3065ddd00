"""Where promos stand on readers' pages: a slot for each place, whether anything is in it or not."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from broadsheet.furniture.promos import rules
from broadsheet.furniture.promos.printing import SLOT
from broadsheet.kit.paragraphs import inserted
from broadsheet.press import slots
from broadsheet.sections.models import FrontPage
from broadsheet.sections.queries import Place
from broadsheet.stories.models import Story

register = template.Library()


def _slot(place: str, language: str, section: int | None, form: str = "") -> SafeString:
    words = [place, language, str(section or 0), *([form] if form else [])]
    return mark_safe(slots.placed(slots.slot_name(SLOT, *words)))  # noqa: S308 a template of ours


@register.simple_tag(takes_context=True)
def promos(context: template.Context, place: str) -> SafeString:
    """Print the promos at a place of a story's page: ``{% promos "foot" %}``."""
    story: Any = context.get("page")
    if not isinstance(story, Story):
        return mark_safe("")
    return _slot(place, story.language, story.primary_section_id, story.form)


@register.simple_tag(takes_context=True)
def front_promos(context: template.Context) -> SafeString:
    """Print the promos at the foot of a front: the home page, or a section's; elsewhere nothing."""
    place: Any = context.get("page")
    is_front = context.get("is_home") or isinstance(place, (Place, FrontPage))
    if not is_front:
        return mark_safe("")
    key = 0 if context.get("is_home") else place.pk
    return _slot(rules.FRONT, context["page_lang"], key)


class _WithPromos(template.Node):
    """A story's text with the promos that stand in it."""

    def __init__(self, text: template.NodeList) -> None:
        self.text = text

    def render(self, context: template.Context) -> SafeString:
        """Render the text, then put the slots after its paragraphs."""
        text = self.text.render(context)
        pieces = {after: promos(context, place) for place, after in rules.IN_TEXT.items()}
        return mark_safe(inserted(text, pieces))  # noqa: S308 rendered, and slots of ours


@register.tag
def with_promos(parser: template.base.Parser, _token: template.base.Token) -> _WithPromos:
    """Stand around a story's text: ``{% with_promos %}…{% endwith_promos %}``."""
    text = parser.parse(("endwith_promos",))
    parser.delete_first_token()
    return _WithPromos(text)
