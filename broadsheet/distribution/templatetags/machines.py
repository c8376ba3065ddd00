"""What a page's head tells machines: its feeds, the manifest, the icons."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static

from broadsheet.distribution import rss
from broadsheet.distribution.addresses import FeedAddress
from broadsheet.distribution.following.what import of_page

register = template.Library()


@register.simple_tag(takes_context=True)
def feeds_here(context: template.Context) -> list[dict[str, str]]:
    """Return the page's feeds for its head: its own, then that of all stories in its language.

    Nothing is asked of the database, so no page hangs on what another feed is of.
    """
    page = context.get("page")
    language = getattr(page, "language", "") or settings.PAPER_LANGUAGE
    return [
        *_own(page),
        _link(FeedAddress("all", language, "rss"), settings.PAPER_NAME),
    ]


def _own(page: Any) -> list[dict[str, str]]:
    found = of_page(page)
    if found is None or found.family == "all":
        return []
    return [_link(FeedAddress(found.family, found.name, "rss"), found.title)]


def _link(at: FeedAddress, title: str) -> dict[str, str]:
    return {"address": at.path, "title": title, "type": rss.TYPE}


@register.simple_tag
def own_icon() -> str:
    """Return the address of the theme's own icon, or "" where the letter of the paper is drawn."""
    brought = settings.HOME / "theme" / "static" / "img" / "icon.svg"
    return static("img/icon.svg") if brought.is_file() else ""
