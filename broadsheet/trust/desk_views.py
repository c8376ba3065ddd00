"""The desk's screens for readers' requests: the queue, and one request with its answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.accounts.screens import DeskScreen
from broadsheet.kit.forms import RefusalInForm
from broadsheet.trust import actions, queries
from broadsheet.trust.forms import AnswerForm
from broadsheet.trust.models import CorrectionRequest, State


class QueueView(DeskScreen, TemplateView):
    """What readers have asked, newest first, of the sections that are the user's."""

    template_name = "trust/desk/queue.html"
    page_title = _("Readers' requests")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the queue."""
        user = actor_of(self.request)
        if not queries.may_see(user):
            raise PermissionDenied
        before = self.request.GET.get("before", "")
        waiting = self.request.GET.get("answered") != "yes"
        number = int(before) if before.isdecimal() and len(before) < 19 else None  # noqa: PLR2004
        rows = queries.page_of(user, waiting=waiting, before=number)
        return {**super().get_context_data(**kwargs), **rows, "waiting": waiting}


class Answers(FormView[AnswerForm]):
    """A form view that answers when its form is right; a refusal is shown around it."""

    row: CorrectionRequest

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Answer, say so, and go on: to the story if it is to be put right."""
        accepted = form.said_yes()
        words, by = form.cleaned_data["words"], actor_of(self.request)
        actions.answer(self.row, accepted=accepted, words=words, by=by)
        if accepted and may(by, "story.edit", self.row.story):
            said = gettext("The reader is told. Put it right, and publish it as a correction.")
            messages.success(self.request, said)
            return redirect("wagtailadmin_pages:edit", self.row.story_id)
        messages.success(self.request, gettext("The reader is told."))
        return redirect("correction_requests")


class RequestView(RefusalInForm, WagtailAdminTemplateMixin, Answers):
    """One request, and its answer."""

    template_name = "trust/desk/request.html"
    page_title = _("Request for a correction")
    header_icon = "mail"
    form_class = AnswerForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the request among those that are the user's."""
        found = queries.for_user(actor_of(request)).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise PermissionDenied
        self.row = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline."""
        return str(self.row.story)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here, by the queue."""
        queue = {"url": reverse("correction_requests"), "label": QueueView.page_title}
        return [*self.breadcrumbs_items, queue, {"url": "", "label": f"{self.row.pk}"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request and what the button says."""
        return {
            **super().get_context_data(**kwargs),
            "row": self.row,
            "story": self.row.story,
            "waiting": self.row.state == State.WAITING,
            "action_url": self.request.path,
            "submit_button_label": gettext("Send the answer"),
            "submit_button_active_label": gettext("Sending…"),
        }
