"""Who is on duty, what the desk did, and its log as a file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from broadsheet.accounts.queries import may
from broadsheet.comments import policies
from broadsheet.comments.actions import duty
from broadsheet.comments.models import Shift
from broadsheet.comments.moderation import exporting, figures, items
from broadsheet.comments.moderation.forms import language_name, languages
from broadsheet.comments.moderation.reach import moderates
from broadsheet.comments.moderation.screens import PARTS, ConversationScreen, Part
from broadsheet.comments.moderation.views import colleagues_of
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused

DUTY, FIGURES = "moderation_duty", "moderation_figures"
SHIFTS = 100
USUAL = 7
PARTS.append(Part(DUTY, gettext_lazy("On duty"), moderates, 10))
PARTS.append(Part(FIGURES, gettext_lazy("Figures"), moderates, 70))


class DutyView(ConversationScreen, TemplateView):
    """Who is on duty, which languages nobody reads, and the way on and off."""

    template_name = "comments/desk/duty.html"
    page_title = gettext_lazy("On duty")
    part = DUTY

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add those on duty and the languages."""
        rows = list(
            Shift.objects.filter(until=None).select_related("moderator").order_by("since")[:SHIFTS]
        )
        read = {code for row in rows for code in row.languages}
        mine = next((row for row in rows if row.moderator_id == self.user.pk), None)
        return super().get_context_data(**kwargs) | {
            "shifts": [
                {"row": row, "languages": [language_name(code) for code in row.languages]}
                for row in rows
            ],
            "mine": mine,
            "languages": [
                {"code": code, "name": name, "read": bool(mine and code in mine.languages)}
                for code, name in languages()
            ],
            "unread": [name for code, name in languages() if code not in read],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on duty or off."""
        now = clock.now()
        if "off" in request.POST:
            duty.go_off(self.user, at=now)
            messages.success(request, _("You are off duty."))
            return redirect(request.path)
        known = {code for code, _name in settings.LANGUAGES}
        try:
            duty.go_on(self.user, known & set(request.POST.getlist("language")), at=now)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("You are on duty."))
        return redirect(request.path)


class FiguresView(ConversationScreen, TemplateView):
    """What was decided in the last days, by whom, under which clauses, how fast and how alike."""

    template_name = "comments/desk/figures.html"
    page_title = gettext_lazy("Figures")
    part = FIGURES

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures of the window that is asked for."""
        now = clock.now()
        asked = self.request.GET.get("days", "")
        days = int(asked) if asked in {str(one) for one in figures.WINDOWS} else USUAL
        found = figures.of(days, [self.user, *colleagues_of(self.user)], now)
        policy = policies.in_force(now)
        return super().get_context_data(**kwargs) | {
            "figures": found,
            "clauses": [
                {"name": items.clause_name(policy, key), "count": count}
                for key, count in found.clauses
            ],
            "days": days,
            "windows": figures.WINDOWS,
            "may_export": may(self.user, "record.read"),
        }


class LogView(ConversationScreen, TemplateView):
    """The log of decisions as a file, for those who read the log."""

    def may_see(self) -> bool:
        """Whoever reads the paper's log reads this one."""
        return may(self.user, "record.read")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Stream it."""
        kind = kwargs["kind"]
        lines = exporting.as_csv() if kind == "csv" else exporting.as_json()
        types = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
        answer = StreamingHttpResponse(lines, content_type=types[kind])
        name = f"decisions-{clock.now():%Y-%m-%d}.{kind}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
