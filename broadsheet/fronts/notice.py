"""The fronts' place on the desk's first screen: which are older than their promise."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from broadsheet.accounts.queries import may
from broadsheet.fronts import rules
from broadsheet.fronts.lateness import late
from broadsheet.fronts.queries import place_of
from broadsheet.kit import clock


class LateFronts(Component):
    """Says which fronts are too old, to those who may arrange them; nothing when all is right."""

    name = "fronts"
    order = 20
    template_name = "fronts/late.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the fronts that this user may arrange."""
        user = parent_context["request"].user
        found = late(clock.now())
        return {"late": [one for one in found if may(user, rules.EDIT, place_of(one))]}


def notice(request: HttpRequest, panels: list[Any]) -> None:
    """Put the notice on the desk's first screen."""
    panels.append(LateFronts())


hooks.register("construct_homepage_panels", notice)
