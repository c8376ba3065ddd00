"""The template tags of the parts that many pages share."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from broadsheet.press import running as running_slots
from broadsheet.press import slots

register = template.Library()


@register.simple_tag
def slot(name: str, *words: object) -> SafeString:
    """Place a settled slot: ``{% slot "masthead" page_lang %}``."""
    full = slots.slot_name(name, *(str(word) for word in words))
    return mark_safe(slots.placed(full))  # noqa: S308 a slot renders a template of ours


@register.simple_tag
def running(name: str, word: str) -> SafeString:
    """Place a running slot: ``{% running "latest" page_lang %}``."""
    return running_slots.placed(name, word)
