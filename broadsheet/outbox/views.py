"""The outbox at the desk: what is due, what is done, and what waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.kit import clock
from broadsheet.outbox import actions, queries
from broadsheet.outbox.shown import numbers, shown

A_PAGE = 50
PARTS: dict[str, tuple[Any, Callable[[], Any]]] = {
    "due": (_("Due"), queries.due_soon),
    "done": (_("Done"), queries.done_acts),
    "receipts": (_("Receipts"), queries.receipts),
}


class OutboxView(DeskScreen, TemplateView):
    """The outbox: first what is late or parked, then the other parts, a page at a time."""

    template_name = "outbox/desk/outbox.html"
    page_title = _("Outbox")
    header_icon = "time"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer whoever may read the outbox."""
        if not may(request.user, "outbox.read"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sums, the parts, and the rows of the part that is looked at."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = clock.now()
        acts, effects = queries.acts(now), queries.effects(now)
        context |= {
            "parts": [(name, label) for name, (label, _rows) in PARTS.items()],
            "part": self.kwargs.get("part", ""),
            "acts": acts,
            "effects": effects,
            "late": acts.late + effects.late,
            "waiting_for_a_person": acts.needs_a_person + effects.needs_a_person,
            "may_retry": may(self.request.user, "outbox.retry"),
            "now": now,
        }
        return context | self._rows(context["part"], now)

    def _rows(self, part: str, now: Any) -> dict[str, Any]:
        if part in PARTS:
            pages = Paginator(PARTS[part][1](), A_PAGE)
            page = pages.get_page(self.request.GET.get("p"))
            return {"rows": shown(page.object_list), "page_obj": page}
        parked = [*queries.parked_acts()[:A_PAGE], *queries.parked_effects()[:A_PAGE]]
        late = [*queries.late_acts(now)[:A_PAGE], *queries.late_effects(now)[:A_PAGE]]
        return {"parked": shown(parked), "late_rows": shown(late)}


class SettleView(View):
    """The two buttons of a parked row: try it again, or close it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says; raises ``BadRequest`` for a row that has no such name."""
        by, now = actor_of(request), clock.now()
        close = "close" in request.POST
        try:
            acts, effects = numbers([request.POST.get("close" if close else "retry", "")])
        except ValueError as error:
            raise BadRequest("No such row.") from error
        if close:
            note = request.POST.get("note", "")
            count = actions.close(by=by, at=now, note=note, appointments=acts, effects=effects)
        else:
            count = actions.retry(by=by, at=now, appointments=acts, effects=effects)
        self._say(request, count, close=close)
        return redirect(reverse("outbox"))

    def _say(self, request: HttpRequest, count: int, *, close: bool) -> None:
        if not count:
            messages.warning(request, _("It is not parked any more."))
        elif close:
            messages.success(request, _("It is closed."))
        else:
            messages.success(request, _("It is tried again now."))
