"""Screens of the acts that Wagtail has no screen for: rename and merge."""

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
from wagtail.models import Page

from broadsheet.accounts.permission import actor_of
from broadsheet.accounts.queries import may
from broadsheet.kit.forms import RefusalInForm
from broadsheet.sections.models import Topic
from broadsheet.stories import actions
from broadsheet.stories.desk.act_forms import MergeForm, RenameForm
from broadsheet.stories.models import Story


class DoesTheAct(FormView[Any]):
    """A form view that acts when its form is right."""

    done: Any = _("Done.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Do the act with what the form says."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Do the act, say so, and go on."""
        self.act(form.cleaned_data)
        messages.success(self.request, self.done)
        return super().form_valid(form)


class ActView(RefusalInForm, WagtailAdminTemplateMixin, DoesTheAct):
    """One act on one row: a form, the act, and back to the row's own screen."""

    template_name = "wagtailadmin/generic/form.html"
    header_icon = "doc-full"
    model: type[Any] = Story
    permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the row, and refuse whoever may not act on it."""
        self.row = get_object_or_404(self.model, pk=kwargs["pk"])
        place = self.row if isinstance(self.row, Page) else None
        if not may(request.user, self.permission, place):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline, or the name."""
        return str(self.row)

    def get_success_url(self) -> str:
        """The story's editing screen."""
        return reverse("wagtailadmin_pages:edit", args=[self.row.pk])

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say why the act was refused: Wagtail's template shows the fields' errors only."""
        for error in form.non_field_errors():
            messages.error(self.request, error)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the button says."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "submit_button_label": self.page_title,
            "submit_button_active_label": self.page_title,
            "action_url": self.request.path,
        }


class RenameView(ActView):
    """Changes the words in a story's address."""

    page_title = _("Rename")
    permission = "story.rename"
    form_class = RenameForm
    done = _("The story has a new address; the old one leads to it.")

    def get_initial(self) -> dict[str, Any]:
        """The present words."""
        return {"slug": self.row.slug}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Rename."""
        actions.rename(self.row, cleaned["slug"], by=actor_of(self.request))


class MergeView(ActView):
    """Merges a topic into another."""

    model = Topic
    page_title = _("Merge")
    header_icon = "tag"
    permission = "topic.merge"
    form_class = MergeForm
    done = _("The topics are one; the old address leads to it.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Merge."""
        self.target = actions.merge_topic(self.row, cleaned["target"], by=actor_of(self.request))

    def get_success_url(self) -> str:
        """The target's editing screen."""
        return reverse("wagtailsnippets_sections_topic:edit", args=[self.target.pk])
