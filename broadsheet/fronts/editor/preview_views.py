"""Previews: the front as readers would get it, bare for a frame, and with its choices around."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from broadsheet.accounts.screens import DeskScreen
from broadsheet.fronts import document as doc
from broadsheet.fronts.editor.permission import looking
from broadsheet.fronts.editor.preview_form import AT, LIVE, PreviewForm
from broadsheet.fronts.editor.showing import Wanted, shown
from broadsheet.fronts.models import Front
from broadsheet.fronts.queries import document_of, draft_of
from broadsheet.kit import clock

START = {"what": "draft", "width": "phone"}


class ShownView(View):
    """The page itself, with the readers' own templates and policy."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is asked for; of what makes no sense, the draft."""
        looking(request)
        front = get_object_or_404(Front.objects.select_related("live", "section"), **kwargs)
        form = PreviewForm(request.GET or START)
        asked = form.cleaned_data if form.is_valid() else {}
        return shown(request, wanted(front, asked, clock.now()), night=bool(asked.get("night")))


def wanted(front: Front, asked: dict[str, Any], now: datetime) -> Wanted:
    """Return which document is shown, and as at which moment."""
    what = asked.get("what")
    if what == AT:
        return Wanted(front, None, asked["at"])
    if what == LIVE:
        return Wanted(front, document_of(front), None)
    return Wanted(front, doc.read(draft_of(front, now).document), None)


class PreviewView(DeskScreen, TemplateView):
    """The preview as a screen of its own, with its choices; works without a script."""

    template_name = "fronts/editor/preview.html"
    header_icon = "view"
    page_title = _("Preview")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the front."""
        looking(request)
        self.front = get_object_or_404(Front, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def way_here(self) -> list[dict[str, Any]]:
        """By the list and the editor."""
        return [
            {"url": reverse("fronts"), "label": _("Fronts")},
            {"url": reverse("front", args=[self.front.pk]), "label": str(self.front)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the choices, and the address of the page that they ask for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = PreviewForm(self.request.GET or START)
        ready = form.is_valid()
        address = reverse("front_shown", args=[self.front.pk])
        query = self.request.GET.urlencode() if ready else ""
        return context | {
            "front": self.front,
            "form": form,
            "ready": ready,
            "address": f"{address}?{query}" if query else address,
            "width": form.data.get("width", "phone"),
        }
