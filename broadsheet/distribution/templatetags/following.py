"""Where a page is followed."""

from __future__ import annotations

from typing import Any

from django import template

from broadsheet.distribution.following.ways import Followed
from broadsheet.distribution.following.what import of_page, the_paper

register = template.Library()


@register.simple_tag(takes_context=True)
def follow_of(context: template.Context, page: Any) -> Followed | None:
    """Return what a reader of a page would follow, or ``None``; on the front page, the paper."""
    return the_paper() if context.get("is_home") else of_page(page)
