"""The template tag of settled slots."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from broadsheet.press import slots

register = template.Library()


@register.simple_tag
def slot(name: str, *words: object) -> SafeString:
    """Place a settled slot: ``{% slot "masthead" page_lang %}``."""
    full = slots.slot_name(name, *(str(word) for word in words))
    return mark_safe(slots.placed(full))  # noqa: S308 a slot renders a template of ours
