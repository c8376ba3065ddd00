"""What the templates of a story ask of this room."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from broadsheet.offline import queries
from broadsheet.offline.addresses import saved_in

register = template.Library()


@register.simple_tag
def offline_facts(story: Any) -> str:
    """Return what a device keeps of a story beside its page, as JSON; "" if it may keep nothing."""
    if not settings.OFFLINE_READING or story.number is None or story.published_at is None:
        return ""
    facts = {
        "number": story.number,
        "stamp": queries.stamp(story.number),
        "title": story.title,
        "address": story.address,
        "language": story.language,
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


@register.simple_tag
def offline_list() -> str:
    """Return where a reader of the page's language finds what is saved; "" if nothing can be."""
    if not settings.OFFLINE_READING:
        return ""
    return saved_in(get_language() or settings.PAPER_LANGUAGE)
