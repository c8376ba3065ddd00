"""Where a page is followed."""

from __future__ import annotations

from typing import Any

from django import template

from broadsheet.distribution.following.ways import Followed
from broadsheet.distribution.following.what import of_page

register = template.Library()


@register.simple_tag
def follow_of(page: Any) -> Followed | None:
    """Return what a reader of a page would follow, or ``None``."""
    return of_page(page)
