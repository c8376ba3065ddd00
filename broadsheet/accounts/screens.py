"""What the rooms' own screens at the desk share: the way to them, and their place in the menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class DeskScreen(WagtailAdminTemplateMixin):
    """A screen that says how one came to it: from the desk's first screen, by ``way_here``."""

    page_title: Any

    def way_here(self) -> list[dict[str, Any]]:
        """Return the screens between the first one and this, each with ``url`` and ``label``."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the whole way, with this screen at its end."""
        here = {"url": "", "label": self.page_title}
        return [*self.breadcrumbs_items, *self.way_here(), here]


class ItemFor(MenuItem):
    """A place in the menu that is shown to those of whom ``seen_by`` says so."""

    def __init__(self, *args: Any, seen_by: Callable[[Any], bool], **options: Any) -> None:
        super().__init__(*args, **options)
        self.seen_by = seen_by

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user is one of them."""
        return self.seen_by(request.user)
