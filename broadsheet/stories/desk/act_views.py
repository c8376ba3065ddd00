"""Screens of the acts that Wagtail has no screen for: withdraw, restore, rename."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from broadsheet.accounts.queries import may
from broadsheet.kit.refusals import Refused
from broadsheet.stories import actions
from broadsheet.stories.forms import RenameForm, RestoreForm, WithdrawForm
from broadsheet.stories.models import Ground, Story


class ActView(WagtailAdminTemplateMixin, FormView):
    """One act on one story: a form, the act, and back to the story's own screen."""

    template_name = "wagtailadmin/generic/form.html"
    header_icon = "doc-full"
    permission = ""
    done = _("Done.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the story, and refuse whoever may not act on it."""
        self.story = get_object_or_404(Story, pk=kwargs["story"])
        if not may(request.user, self.permission, self.story):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def act(self, cleaned: dict[str, Any]) -> None:
        """Do the act with what the form says."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Do the act; a refusal is shown with the form, nothing lost."""
        try:
            self.act(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, [reason.words for reason in refused.reasons])
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return super().form_valid(form)

    def get_page_subtitle(self) -> str:
        """The headline."""
        return self.story.get_admin_display_title()  # type: ignore[no-any-return]

    def get_success_url(self) -> str:
        """The story's editing screen."""
        return reverse("wagtailadmin_pages:edit", args=[self.story.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the button says."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "submit_button_label": self.page_title,
            "submit_button_active_label": self.page_title,
            "action_url": self.request.path,
        }


class WithdrawView(ActView):
    """Withdraws a story."""

    page_title = _("Withdraw")
    permission = "story.withdraw"
    form_class = WithdrawForm
    done = _("The story is withdrawn.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Withdraw."""
        ground = Ground(cleaned["ground"])
        actions.withdraw(self.story, ground, by=self.request.user, note=cleaned["note"])


class RestoreView(ActView):
    """Undoes a withdrawal."""

    page_title = _("Restore")
    permission = "story.withdraw"
    form_class = RestoreForm
    done = _("The story is restored: it is offline and may be published again.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Restore."""
        actions.restore(self.story, by=self.request.user, note=cleaned["note"])


class RenameView(ActView):
    """Changes the words in a story's address."""

    page_title = _("Rename")
    permission = "story.rename"
    form_class = RenameForm
    done = _("The story has a new address; the old one leads to it.")

    def get_initial(self) -> dict[str, Any]:
        """The present words."""
        return {"slug": self.story.slug}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Rename."""
        actions.rename(self.story, cleaned["slug"], by=self.request.user)
