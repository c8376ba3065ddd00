"""Where rails stand on readers' pages: ``{% rails "beside" %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from broadsheet.fronts import rails as slots
from broadsheet.stories.models import Story

register = template.Library()


@register.simple_tag(takes_context=True)
def rails(context: template.Context, at: str) -> SafeString:
    """Print the rails at a place of a story's page, or at the foot of the home page."""
    story: Any = context.get("page")
    if at == slots.HOME:
        text = slots.slot(at, context["page_lang"])
    elif isinstance(story, Story):
        text = slots.slot(at, story.language, story.primary_section_id, story.form)
    else:
        return SafeString("")
    return mark_safe(text)  # noqa: S308 a template of ours
