"""The desk's screens of promos: the list in its order, one with where it appears, its preview."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may, pages_where_may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.furniture.asking import language_asked
from broadsheet.furniture.models import Promo
from broadsheet.furniture.promos import actions, queries, rules
from broadsheet.furniture.promos.forms import PromoForm, typed
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.kit.remembering import one_page
from broadsheet.pictures.actions import PictureUnreadableError, prepare
from broadsheet.press import rendering
from broadsheet.stories.models import Form, Story


def may_see(user: Any) -> bool:
    """Whether a user may change promos anywhere."""
    return pages_where_may(user, actions.CHANGE) is not None


class PromosView(DeskScreen, TemplateView):
    """The promos of a language, in the order in which they get their place."""

    template_name = "furniture/desk/promos.html"
    page_title = _("Promos")
    header_icon = "info-circle"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever may change promos."""
        if not may_see(request.user):
            raise PermissionDenied
        self.language = language_asked(kwargs.get("word"))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put the promos in the order that was sent, after a step of one of them."""
        order = [int(one) for one in request.POST.getlist("promo") if one.isdecimal()]
        way, _colon, which = request.POST.get("do", "").partition(":")
        if way in ("up", "down") and which.isdecimal() and int(which) in order:
            at = order.index(int(which))
            to = max(0, at + (-1 if way == "up" else 1))
            order.insert(to, order.pop(at))
        actions.arrange(self.language, order, by=actor_of(request))
        messages.success(request, _("The order is kept."))
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the promos with their sections' names."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        with one_page():
            names = {place.pk: place.title for place in queries.every_section()}
            rows = [(row, where(row, names)) for row in queries.every(self.language)]
            spoken = queries.spoken()
        return context | {
            "on": [pair for pair in rows if pair[0].is_on],
            "off": [pair for pair in rows if not pair[0].is_on],
            "language": self.language,
            "languages": [(code, dict(settings.LANGUAGES)[code]) for code in spoken],
            "may_arrange": may(self.request.user, actions.CHANGE),
            "now": clock.now(),
        }


def where(row: Promo, names: dict[int, str]) -> str:
    """Return where a promo's rule puts it, in words."""
    sections = ", ".join(names.get(pk, str(_("a section that is gone"))) for pk in row.sections)
    labels = dict(Form.choices)
    forms = ", ".join(str(labels.get(form, form)) for form in row.forms)
    parts = [str(row.get_place_display()), sections or str(_("all sections")), forms]
    return " · ".join(part for part in parts if part)


class PromoView(DeskScreen, FormView[Any]):
    """One promo, new or not: its form, and where it appears."""

    template_name = "furniture/desk/promo.html"
    form_class = PromoForm
    page_title = _("Promo")
    header_icon = "info-circle"
    row: Promo | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the promo, and answer whoever may change promos."""
        if not may_see(request.user):
            raise PermissionDenied
        if "pk" in kwargs:
            rows = Promo.objects.select_related("picture")
            self.row = get_object_or_404(rows, pk=kwargs["pk"])
        with one_page():
            answer = super().dispatch(request, *args, **kwargs)
            if hasattr(answer, "render"):
                answer.render()
        return answer

    def way_here(self) -> list[dict[str, Any]]:
        """The way here, by the list."""
        return [{"url": reverse("promos"), "label": _("Promos")}]

    def get_page_subtitle(self) -> str:
        """The promo's name."""
        return self.row.name if self.row else ""

    def get_initial(self) -> dict[str, Any]:
        """Show what stands; a new one is begun in the language that was looked at."""
        if self.row is not None:
            return typed(self.row)
        asked = self.request.GET.get("language", "")
        known = asked if asked in dict(settings.LANGUAGES) else settings.PAPER_LANGUAGE
        return {"language": known}

    def form_valid(self, form: PromoForm) -> HttpResponse:
        """Save by the act, or only say where it would appear; a refused act is shown here."""
        if self.request.POST.get("do") == "look":
            draft = self._draft(form)
            return self.render_to_response(self.get_context_data(form=form, draft=draft))
        try:
            self._save(form)
        except (Refused, PictureUnreadableError) as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved: readers have it in a moment."))
        return redirect(self.get_success_url())

    def _save(self, form: PromoForm) -> None:
        by, columns = actor_of(self.request), form.columns
        if columns["picture"] is not None and not columns["picture"].is_held:
            prepare(columns["picture"], ["portrait"])
        if self.row is None:
            self.row = actions.add(by=by, **columns)
        else:
            actions.change(self.row, by=by, **columns)

    def get_success_url(self) -> str:
        """The promo's own screen."""
        return reverse("promo", args=[self.row.pk]) if self.row else reverse("promos")

    def _draft(self, form: PromoForm) -> Promo:
        draft = Promo(pk=self.row.pk if self.row else None)
        for name, value in form.columns.items():
            setattr(draft, name, value)
        draft.order = self.row.order if self.row else rules.LAST
        return draft

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the promo appears, as it stands or as it was typed."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        promo = context.get("draft") or self.row
        if promo is None:
            return context
        return context | {
            "promo": self.row,
            "reach": queries.reach(promo),
            "examples": queries.examples(promo),
            "on_fronts": promo.place == rules.FRONT,
            "now": clock.now(),
        }


@require_safe
def preview(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a promo as readers would have it: on the story of a number, or on the home page (0)."""
    if not may_see(request.user):
        raise PermissionDenied
    row = get_object_or_404(Promo, pk=pk)
    address = "/"
    if number:
        address = get_object_or_404(Story.objects.out(), number=number).address
    with queries.trying(row):
        printed = rendering.render(address, anew=True).printed
    headers = {name: value for name, value in printed.headers if name.lower() != "content-length"}
    return HttpResponse(printed.body, status=printed.status, headers=headers)
