"""The screens around the checks: what they weigh, flag for legal, clear."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.desk.checks import actions
from broadsheet.desk.checks.forms import ClearForm, FlagForm, WeightsForm
from broadsheet.desk.models import LegalFlag
from broadsheet.kit import clock
from broadsheet.stories.desk.act_views import ActView
from broadsheet.stories.models import Story


class WeightsView(DeskScreen, FormView[WeightsForm]):
    """What each check weighs at this paper; for whoever edits the settings."""

    template_name = "desk/checks/weights.html"
    page_title = _("House checks")
    header_icon = "clipboard-list"
    form_class = WeightsForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse whoever may not edit the settings."""
        if not may(request.user, "setting.edit"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: WeightsForm) -> Any:
        """Do the act."""
        actions.weigh(form.said, by=actor_of(self.request))
        messages.success(self.request, _("The checks weigh what you said."))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """This screen."""
        return reverse("desk_weights")


class FlagView(ActView):
    """Flags a story for legal."""

    page_title = _("Flag for legal")
    header_icon = "warning"
    permission = "legal.flag"
    form_class = FlagForm
    done = _("Flagged: the story goes out when legal has cleared it.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Flag."""
        actions.flag(self.row, cleaned["reason"], by=actor_of(self.request))

    def get_success_url(self) -> str:
        """The editor, or for a lawyer, who does not edit, the desk's home."""
        return _after(self.request, self.row)


class ClearView(ActView):
    """Clears a story that is flagged, beside the text that the lawyer reads."""

    template_name = "desk/checks/clear.html"
    page_title = _("Clear for publication")
    header_icon = "success"
    permission = "legal.clear"
    form_class = ClearForm
    done = _("Cleared.")

    def get_initial(self) -> dict[str, Any]:
        """The text that is shown."""
        return {"read": actions.digest_of(self.row, clock.now()), "how": "text"}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the text anew: it may be another one than the one that was read."""
        form.data = form.data.copy()
        form.data["read"] = actions.digest_of(self.row, clock.now())
        return super().form_invalid(form)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Clear."""
        actions.clear(
            self.row,
            by=actor_of(self.request),
            read=cleaned["read"],
            any_text=cleaned["how"] == "any",
            note=cleaned["note"],
        )

    def get_success_url(self) -> str:
        """The desk's home: legal edits nothing."""
        return _after(self.request, self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the flag and the text."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "flag": LegalFlag.objects.filter(story=self.row).first(),
            "draft_url": reverse("legal_draft", args=[self.row.pk]),
        }


class DraftView(View):
    """The draft as readers would see it, for the lawyer who is to clear it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Show it to whoever may clear it."""
        story = get_object_or_404(Story, pk=pk)
        if not may(request.user, "legal.clear", story):
            raise PermissionDenied
        draft: Any = story.get_latest_revision_as_object()
        shown: HttpResponseBase = draft.make_preview_request(request)
        return shown


def _after(request: HttpRequest, story: Story) -> str:
    if may(request.user, "story.edit", story):
        return reverse("wagtailadmin_pages:edit", args=[story.pk])
    return reverse("wagtailadmin_home")
