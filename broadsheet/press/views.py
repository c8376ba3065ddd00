"""The press's screen at the desk: how it stands, what failed, and printing it again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from broadsheet.accounts.permission import actor_of, allow
from broadsheet.accounts.screens import DeskScreen
from broadsheet.kit import clock
from broadsheet.press import changes, queries
from broadsheet.press.troubles import troubles
from broadsheet.records.actions import Subject, write


class PressScreen(DeskScreen, TemplateView):
    """How the press stands; with a button, what failed is printed again."""

    template_name = "press/desk/standing.html"
    page_title = gettext_lazy("Press")
    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may read it."""
        allow(actor_of(request), "press.read")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Give the numbers, the troubles and the failures."""
        found, age = queries.now_standing()
        told = {"standing": found, "age": age, "troubles": troubles(), "failed": queries.failed()}
        whole: dict[str, Any] = super().get_context_data(**context, **told)
        return whole

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for everything that failed once more."""
        by = actor_of(request)
        allow(by, "press.print")
        addresses = [address for address, _reason in queries.failed()]
        with transaction.atomic():
            changes.want(addresses)
            what = Subject("press", "failed", ", ".join(addresses)[:200])
            write("press.print", subject=what, actor=by, at=clock.now())
        messages.success(
            request, _("%(count)d pages are printed again.") % {"count": len(addresses)}
        )
        return redirect("press_standing")
