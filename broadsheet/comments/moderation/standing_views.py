"""An author at the desk: their record, what was laid on them, and what can be laid or lifted."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from broadsheet.accounts.queries import may
from broadsheet.comments.actions import sanctioning
from broadsheet.comments.actions.sanctioning import Laid
from broadsheet.comments.models import Comment, Sanction, Voice
from broadsheet.comments.moderation import items, reach
from broadsheet.comments.moderation.rules import shortened
from broadsheet.comments.moderation.screens import ConversationScreen
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused

LATEST = 30
LONGEST_DAYS = 3650


class SanctionForm(forms.Form):
    """What is laid, under which clause, why, and until when."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=Sanction.Kind.choices)
    clause = forms.ChoiceField(label=gettext_lazy("Clause"))
    ends_on = forms.DateField(
        label=gettext_lazy("Until the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Empty: no end. A suspension needs one."),
    )
    note = forms.CharField(
        label=gettext_lazy("Reason, as the author reads it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    waiting = forms.BooleanField(
        label=gettext_lazy("Reject all that waits of them, under the same clause"), required=False
    )

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"] = forms.ChoiceField(label=_("Clause"), choices=[("", "–"), *clauses])

    def laid(self) -> Laid:
        """Return what is asked for; a day ends at midnight by the paper's clock."""
        said = self.cleaned_data
        day = said["ends_on"]
        until = None
        if day is not None:
            midnight = datetime.combine(day, time.min) + timedelta(days=1)
            until = timezone.make_aware(midnight)
        return Laid(said["kind"], said["clause"], said["note"], until)


class VoiceView(ConversationScreen, TemplateView):
    """One author: whoever moderates sees the comments of their own sections."""

    template_name = "comments/desk/voice.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the author."""
        self.voice = get_object_or_404(Voice, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_title(self) -> str:
        """The author's name."""
        return self.voice.name

    def way_here(self) -> list[dict[str, Any]]:
        """From the queues."""
        return [{"url": reverse("moderation"), "label": _("Conversation")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record, the latest comments, and the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = clock.now()
        rows = Comment.objects.filter(voice=self.voice).select_related("thread__story")
        seen = [
            {"comment": row, "short": shortened(row.text, 140)}
            for row in rows.order_by("-pk")[:LATEST]
            if reach.may_moderate(self.user, row.thread)
        ]
        laid = Sanction.objects.filter(voice=self.voice).select_related("made_by").order_by("-pk")
        context.setdefault("form", SanctionForm(clauses=items.clauses(now)))
        return context | {
            "voice": self.voice,
            "comments": seen,
            "sanctions": laid[:LATEST],
            "now": now,
            "may_lay": may(self.user, sanctioning.LAY) and not self.voice.staff,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lay, lift or trust, as the button says."""
        now = clock.now()
        if "lift" in request.POST:
            return self._lift(request.POST.get("lift", ""), now)
        if "trust" in request.POST:
            wanted = request.POST["trust"] == "yes"
            sanctioning.trust(self.voice, wanted, by=self.user, at=now)
            return redirect(request.path)
        form = SanctionForm(request.POST, clauses=items.clauses(now))
        if form.is_valid():
            try:
                return self._lay(form, now)
            except Refused as refused:
                form.add_error(None, str(refused))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _lay(self, form: SanctionForm, now: datetime) -> HttpResponse:
        laid = form.laid()
        made = sanctioning.lay(self.voice, laid, by=self.user, at=now)
        messages.success(
            self.request, _("%(what)s: they are told.") % {"what": made.get_kind_display()}
        )
        if form.cleaned_data["waiting"]:
            done = sanctioning.reject_waiting(
                self.voice, laid.clause, laid.note, by=self.user, at=now
            )
            words = _("%(count)d waiting comments were rejected.")
            messages.success(self.request, words % {"count": len(done.decisions)})
        return redirect(self.request.path)

    def _lift(self, number: str, now: datetime) -> HttpResponse:
        if not number.isdecimal():
            raise Http404
        row = get_object_or_404(Sanction, pk=int(number), voice=self.voice)
        if sanctioning.lift(row, by=self.user, at=now):
            messages.success(self.request, _("It is lifted."))
        return redirect(self.request.path)
