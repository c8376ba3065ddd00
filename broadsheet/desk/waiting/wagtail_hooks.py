"""The first screen's places in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from broadsheet.accounts.permission import actor_of
from broadsheet.desk.listing.views import sees_list
from broadsheet.desk.waiting.panel import WaitingPanel
from broadsheet.desk.waiting.views import PutAwayView

AFTER_WAGTAILS = 1000
# Each of these reads the archive in full, or tells again what our own panel tells.
WAGTAILS = frozenset(
    (
        "user_objects_in_workflow_moderation",
        "workflow_objects_to_moderate",
        "recent_edits",
        "whats_new_in_wagtail_version",
    )
)


def our_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put ours in place of Wagtail's."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in WAGTAILS]
    if sees_list(request.user):
        panels.insert(0, WaitingPanel(actor_of(request)))


def no_sums(request: HttpRequest, items: list[Any]) -> None:
    """Leave out how many pages there are: it counts the archive at each look."""
    items.clear()


def addresses() -> list[URLPattern]:
    """The button of the notices."""
    return [path("notices/put-away/", PutAwayView.as_view(), name="desk_put_away")]


hooks.register("construct_homepage_panels", our_panel, order=AFTER_WAGTAILS)
hooks.register("construct_homepage_summary_items", no_sums, order=AFTER_WAGTAILS)
hooks.register("register_admin_urls", addresses)
