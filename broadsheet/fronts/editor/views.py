"""The list of fronts, and the editor of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from broadsheet.accounts.screens import DeskScreen
from broadsheet.fronts import rules
from broadsheet.fronts.editor import ages, wording
from broadsheet.fronts.editor.forms import CardFields, ContainerFields, SearchFields
from broadsheet.fronts.editor.permission import looking, may_edit, may_publish, who_may
from broadsheet.fronts.editor.preview_form import PreviewForm
from broadsheet.fronts.editor.state import Look
from broadsheet.fronts.models import Front, Planned
from broadsheet.kit import clock

HEADLINE_MOST = 90


class FrontsView(DeskScreen, TemplateView):
    """Every front by kind, with where it stands."""

    template_name = "fronts/editor/list.html"
    page_title = _("Fronts")
    header_icon = "grid"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer whoever has to do with fronts."""
        self.user = looking(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the fronts, in the order of their kinds."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        waiting = Q(plans__state=Planned.State.WAITING)
        fronts = list(
            Front.objects.select_related("live", "section", "topic", "draft").annotate(
                next_plan=Min("plans__goes_live_at", filter=waiting),
                plans_waiting=Count("plans", filter=waiting),
            )
        )
        now = clock.now()
        aged = ages.of(fronts, now)
        rows = [self._row(front, aged[front.pk]) for front in fronts]
        kinds = [
            (label, [row for row in rows if row["front"].kind == kind])
            for kind, label in Front.Kind.choices
        ]
        return context | {
            "kinds": [(label, there) for label, there in kinds if there],
            "no_home": not any(front.kind == Front.Kind.HOME for front in fronts),
            "may_make": any(row["may_publish"] for row in rows)
            or may_publish(self.user, Front(kind=Front.Kind.RAIL)),
            "now": now,
        }

    def _row(self, front: Front, age: ages.Age) -> dict[str, Any]:
        draft = getattr(front, "draft", None)
        edits, publishes = may_edit(self.user, front), may_publish(self.user, front)
        return {
            "front": front,
            "draft": draft if draft is not None and ages.differs(front, draft) else None,
            "age": age,
            "may_edit": edits,
            "may_publish": publishes,
            "who": "" if edits else who_may(rules.EDIT, front),
        }


class FrontView(DeskScreen, TemplateView):
    """The board of one front, with stories to take and the preview beside it."""

    template_name = "fronts/editor/front.html"
    header_icon = "grid"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the front."""
        self.user = looking(request)
        rows = Front.objects.select_related("live", "section", "topic")
        self.front = get_object_or_404(rows, pk=kwargs["pk"])
        self.page_title = str(self.front)
        return super().dispatch(request, *args, **kwargs)

    def way_here(self) -> list[dict[str, Any]]:
        """By the list."""
        return [{"url": reverse("fronts"), "label": _("Fronts")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the state that the scripts begin with, and the fields that they fill."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        front, now = self.front, clock.now()
        look = Look(front, self.user, now)
        state = look.whole() | look.once()
        edits, publishes = may_edit(self.user, front), may_publish(self.user, front)
        card = CardFields()
        return context | {
            "front": front,
            "state": state,
            "words": wording.said(),
            "layouts": wording.layouts(),
            "may_edit": edits,
            "may_publish": publishes,
            "who_edits": "" if edits else who_may(rules.EDIT, front),
            "who_publishes": "" if publishes else who_may(rules.PUBLISH, front),
            "search": SearchFields(front=front),
            "card": card,
            "container": ContainerFields(),
            "preview": PreviewForm(initial={"what": "draft", "width": "phone"}),
            "media": context.get("media", "") or card.media,
            "headline_most": HEADLINE_MOST,
            "user_pk": self.user.pk,
        }
