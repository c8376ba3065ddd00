"""The list of bookings by their state, one booking with its preview, and the quiet sections."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.adverts import actions, queries
from broadsheet.adverts.booking import State
from broadsheet.adverts.desk.forms import AdvertForm, QuietForm
from broadsheet.adverts.models import Advert, Place
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.kit.remembering import one_page

A_PAGE = 40
ICON = "pick"
STATES = {
    State.RUNNING: _("Running"),
    State.PLANNED: _("Planned"),
    State.PAUSED: _("Paused"),
    State.ENDED: _("Ended"),
}
SWITCHES = {
    "pause": (actions.pause, _("Paused: it is gone from every page in a moment.")),
    "resume": (actions.resume, _("Resumed.")),
    "end": (actions.end, _("Ended.")),
}


def may_see(user: Any) -> bool:
    """Whether a user may book advertisements."""
    return may(user, actions.ACT)


class OfAdverts(DeskScreen):
    """A screen of this room: for whoever may book."""

    header_icon = ICON
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever may, and read each thing once."""
        if not may_see(request.user):
            raise PermissionDenied
        with one_page():
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            if hasattr(answer, "render"):
                answer.render()
        return answer

    def way_here(self) -> list[dict[str, Any]]:
        """The way here, by the list."""
        return [{"url": reverse("adverts"), "label": _("Advertisements")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what stands over the lists: the states, and the screens beside them."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {"states": STATES.items(), "here": self.request.path} | context


class AdvertsView(OfAdverts, TemplateView):
    """The bookings in one state."""

    template_name = "adverts/desk/list.html"
    page_title = _("Advertisements")

    def way_here(self) -> list[dict[str, Any]]:
        """Nothing: this is the list."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the rows in the state that is looked at."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now, asked = clock.now(), self.request.GET.get("state", "")
        state = State(asked) if asked in set(State) else State.RUNNING
        rows = queries.in_state(state, now).select_related("picture")
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("p"))
        return context | {
            "state": state,
            "page_obj": page,
            "rows": [(row, *where(row)) for row in page],
        }


def where(row: Advert) -> tuple[str, str]:
    """Return a booking's places and its sections, in words."""
    labels = dict(Place.choices)
    places = ", ".join(str(labels[place]) for place in row.places if place in labels)
    sections = ", ".join(queries.names_of(row.sections)) or str(_("all sections"))
    return places, sections


class AdvertView(OfAdverts, FormView[AdvertForm]):
    """One booking, new or not: its form, what speaks against it, and how it looks."""

    template_name = "adverts/desk/advert.html"
    form_class = AdvertForm
    page_title = _("Advertisement")
    row: Advert | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the booking; a new one has none yet."""
        if "pk" in kwargs and may_see(request.user):
            self.row = get_object_or_404(Advert, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The booking's name."""
        return self.row.name if self.row else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Fill the form with the booking; a new one begins now."""
        options = super().get_form_kwargs()
        fresh = {"starts_at": clock.now().replace(second=0, microsecond=0)}
        instance = Advert.objects.get(pk=self.row.pk) if self.row else None
        return options | {"instance": instance, "initial": {} if self.row else fresh}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Switch a booking by one of its buttons, or take the form."""
        what = request.POST.get("do", "")
        if self.row is None or what not in SWITCHES:
            return super().post(request, *args, **kwargs)
        act, done = SWITCHES[what]
        try:
            act(self.row, by=actor_of(request))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, done)
        return redirect(request.path)

    def form_valid(self, form: AdvertForm) -> HttpResponse:
        """Book or change by the act; a refused one is shown with what was typed."""
        by = actor_of(self.request)
        try:
            if self.row is None:
                row = actions.book(by=by, **form.columns)
            else:
                row = actions.change(self.row, by=by, **form.columns)
        except Refused as refused:
            form.add_error(None, [reason.words for reason in refused.reasons])
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return redirect(reverse("advert", args=[row.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the booking's state, and where it is sold more than once."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        row, now = self.row, clock.now()
        labels = dict(Place.choices)
        crowds = queries.crowds(row) if row else []
        return context | {
            "advert": row,
            "state": actions.state_of(row, now) if row else "",
            "state_words": STATES[actions.state_of(row, now)] if row else "",
            "crowds": [(labels[one.place], one) for one in crowds],
            "places": Place.choices,
        }


class QuietView(OfAdverts, FormView[QuietForm]):
    """The sections that have no advertisements."""

    template_name = "adverts/desk/quiet.html"
    form_class = QuietForm
    page_title = _("Sections without advertisements")

    def form_valid(self, form: QuietForm) -> HttpResponse:
        """Keep them by the act."""
        actions.silence(form.cleaned_data["sections"], by=actor_of(self.request))
        messages.success(self.request, _("Saved: pages follow in a moment."))
        return redirect(reverse("adverts"))
