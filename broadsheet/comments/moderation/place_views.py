"""Where people talk: one thread's mode and pace, and the rules of the paper and its sections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from broadsheet.accounts.queries import may, pages_where_may
from broadsheet.comments import places
from broadsheet.comments.actions import picking, placing
from broadsheet.comments.actions.placing import Rules, ThreadRules
from broadsheet.comments.models import Comment, Mode, PlaceRules, Thread
from broadsheet.comments.moderation import items, reach
from broadsheet.comments.moderation.screens import PARTS, ConversationScreen, Part
from broadsheet.comments.policy.clauses import Effect
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.sections.models import Section

SECTIONS = 200
PLACES = "moderation_places"
EFFECTS = {
    Effect.NOTHING: gettext_lazy("nothing"),
    Effect.RANK: gettext_lazy("looked at first"),
    Effect.NUDGE: gettext_lazy("author is asked once"),
    Effect.HOLD: gettext_lazy("held"),
    Effect.REFUSE: gettext_lazy("refused"),
}


def rules_anywhere(user: Any) -> bool:
    """Whether a user sets the rules of any place."""
    return bool(getattr(user, "is_staff", False)) and (
        pages_where_may(user, placing.RULES) is not None
    )


PARTS.append(Part(PLACES, gettext_lazy("Places"), rules_anywhere, 40))


class ThreadForm(forms.ModelForm):  # type: ignore[type-arg]
    """One thread's own rules."""

    class Meta:
        model = Thread
        fields = ("mode", "open_until", "slow_seconds")
        widgets = {
            "open_until": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            )
        }


class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]
    """The rules of a place; what is empty is inherited."""

    class Meta:
        model = PlaceRules
        fields = ("mode", "open_hours", "night_from", "night_until")
        widgets = {
            "night_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "night_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("as above")), *((one.value, words) for one, words in EFFECTS.items())]
        self.keys = {f"effect-{key}": key for key, _name in clauses}
        for key, name in clauses:
            self.fields[f"effect-{key}"] = forms.ChoiceField(
                label=name,
                choices=choices,
                required=False,
                initial=(self.instance.effects or {}).get(key, ""),
            )

    @property
    def own(self) -> list[Any]:
        """The fields of the place itself."""
        return [self[name] for name in self._meta.fields or ()]

    @property
    def of_clauses(self) -> list[Any]:
        """The fields of the clauses."""
        return [self[name] for name in self.keys]

    def rules(self) -> Rules:
        """Return what is said."""
        said = self.cleaned_data
        # What the policy has no clause for any more stays as it was.
        before: dict[str, str] = self.instance.effects or {}
        kept = {key: one for key, one in before.items() if f"effect-{key}" not in self.keys}
        effects = {key: said[name] for name, key in self.keys.items() if said[name]}
        return Rules(
            said["mode"],
            said["open_hours"],
            said["night_from"],
            said["night_until"],
            kept | effects,
        )


class ThreadView(ConversationScreen, TemplateView):
    """One thread: closed, slowed, opened again, read before it is shown."""

    template_name = "comments/desk/thread.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the thread, for those who moderate it."""
        rows = Thread.objects.select_related("story")
        self.thread = get_object_or_404(rows, pk=kwargs["pk"])
        if not reach.may_moderate(request.user, self.thread):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_title(self) -> str:
        """The thread's title."""
        return str(self.thread)

    def way_here(self) -> list[dict[str, Any]]:
        """From the queues."""
        return [{"url": reverse("moderation"), "label": _("Conversation")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, and what holds there now."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", ThreadForm(instance=self.thread))
        holding = places.holding_in(self.thread)
        return context | {"thread": self.thread, "mode": Mode(holding.mode.value).label}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Set it."""
        fresh = Thread.objects.get(pk=self.thread.pk)
        form = ThreadForm(request.POST, instance=fresh)
        if form.is_valid():
            said = form.cleaned_data
            rules = ThreadRules(said["mode"], said["open_until"], said["slow_seconds"])
            try:
                placing.set_thread(self.thread, rules, by=self.user, at=clock.now())
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("It holds from now on."))
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PlacesView(ConversationScreen, TemplateView):
    """The paper and its sections, each with what is said there."""

    template_name = "comments/desk/places.html"
    page_title = gettext_lazy("Places")
    part = PLACES

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the places whose rules the user sets."""
        rules = {row.section_id: row for row in PlaceRules.objects.all()[: SECTIONS + 1]}
        rows = Section.objects.order_by("path")[:SECTIONS]
        found = [
            {"name": one.title, "pk": one.pk, "rules": rules.get(one.pk), "deep": one.depth - 3}
            for one in rows
            if may(self.user, placing.RULES, one)
        ]
        if may(self.user, placing.RULES):
            whole = {"name": _("The whole paper"), "pk": 0, "rules": rules.get(None), "deep": 0}
            found.insert(0, whole)
        return super().get_context_data(**kwargs) | {"places": found}


class PlaceView(ConversationScreen, TemplateView):
    """The rules of one place; number 0 is the whole paper."""

    template_name = "comments/desk/place.html"
    part = PLACES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the place, for those who set its rules."""
        number = kwargs["pk"]
        self.section = get_object_or_404(Section, pk=number) if number else None
        if not may(request.user, placing.RULES, self.section):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_title(self) -> str:
        """The place's name."""
        return self.section.title if self.section else _("The whole paper")

    def way_here(self) -> list[dict[str, Any]]:
        """From the places."""
        return [{"url": reverse(PLACES), "label": _("Places")}]

    def _row(self) -> PlaceRules:
        row = PlaceRules.objects.filter(section=self.section).first()
        return row or PlaceRules(section=self.section)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        clauses = items.clauses(clock.now())
        context.setdefault("form", PlaceForm(instance=self._row(), clauses=clauses))
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Set it."""
        now = clock.now()
        form = PlaceForm(request.POST, instance=self._row(), clauses=items.clauses(now))
        if form.is_valid():
            try:
                placing.set_rules(self.section, form.rules(), by=self.user, at=now)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("It holds from now on."))
                return redirect(reverse(PLACES))
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PickView(ConversationScreen, TemplateView):
    """The button of the editors' choice."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Pick, or let go."""
        wanted = request.POST.get("picked") == "yes"
        try:
            picking.pick(kwargs["pk"], wanted, by=self.user, at=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
        except Comment.DoesNotExist as error:
            raise Http404 from error
        return redirect(reverse("moderation_item", args=[kwargs["pk"]]))
