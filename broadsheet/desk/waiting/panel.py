"""The panel of the first screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from broadsheet.accounts.models import User
from broadsheet.desk.notices import queries as notices
from broadsheet.desk.notices.telling import place_of
from broadsheet.desk.waiting import queries
from broadsheet.kit import clock


class WaitingPanel(Component):
    """What waits for the user, and what they were told and have not put away."""

    name = "desk_waiting"
    template_name = "desk/waiting/panel.html"
    order = 10

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Read the groups and the notices."""
        now = clock.now()
        told = [
            {"notice": one, "place": place_of(one)}
            for one in notices.latest(self.user)
            if notices.may_be_told(self.user, one.story)
        ]
        return {
            "groups": [
                {
                    "group": group,
                    "rows": [
                        {"row": row, "url": reverse(group.screen, args=[row.pk])}
                        for row in group.rows
                    ],
                }
                for group in queries.groups(self.user, now)
            ],
            "notices": told,
            "csrf_token": (parent_context or {}).get("csrf_token"),
        }
