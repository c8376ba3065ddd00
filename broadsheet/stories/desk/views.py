"""Wagtail's page screens for stories: the same screens, but each acts through ``actions``."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.ordering import SetPagePositionView
from wagtail.admin.views.pages.revisions import RevisionsRevertView, RevisionsUnscheduleView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Page

from broadsheet.accounts.permission import actor_of
from broadsheet.kit.refusals import Refused
from broadsheet.stories import actions
from broadsheet.stories.desk.beside import KeepsBeside
from broadsheet.stories.desk.commenting import LeavesComments
from broadsheet.stories.desk.door import say_why
from broadsheet.stories.desk.publish_views import question
from broadsheet.stories.desk.sides import SidePanels


class StoryCreateView(SidePanels, CreateView):
    """Creates a story as a draft; its publish button leads on to the question of publishing."""

    def publish_action(self) -> Any:
        """Save the draft, then ask."""
        answer = self.save_action()
        return question(self.page, self.next_url) if self.page.pk else answer


class StoryEditView(KeepsBeside, LeavesComments, SidePanels, EditView):
    """Edits a story; its publish button leads on to the question, its approve button is the act."""

    page: Any

    def publish_action(self) -> Any:
        """Save the draft, then ask what the change is: nothing is lost, whatever is answered."""
        self.page = self.form.save(commit=not self.page.live)
        self.subscription.save()
        revision = self.page.save_revision(
            user=self.request.user, log_action=True, previous_revision=self.previous_revision
        )
        if self.has_content_changes and "comments" in self.form.formsets:
            changes = self.get_commenting_changes()
            self.log_commenting_changes(changes, revision)
            self.send_commenting_notifications(changes)
        response = self.run_hook("after_edit_page", self.request, self.page)
        return response or question(self.page, self.next_url)

    def perform_workflow_action(self) -> Any:
        """Approve or reject; a refusal to publish keeps the draft and says why."""
        try:
            return super().perform_workflow_action()
        except Refused as refused:
            say_why(self.request, refused)
            return self.redirect_and_remain()


class StoryRevertView(StoryEditView, RevisionsRevertView):
    """Edits a story from an older revision."""


class PlaceEditView(LeavesComments, EditView):
    """Edits a section or the home page."""


class PlaceRevertView(LeavesComments, RevisionsRevertView):
    """Edits one of them from an older revision."""


class StoryUnpublishView(UnpublishView):
    """Takes a story offline through the act."""

    def unpublish(self) -> Any:
        """Do the act between Wagtail's hooks."""
        if response := self.run_hook("before_unpublish_page", self.request, self.object):
            return response
        actions.unpublish(self.object, by=actor_of(self.request))
        return self.run_hook("after_unpublish_page", self.request, self.object)


class StoryMoveConfirmView(MoveConfirmView):
    """Moves a story through the act."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Do the act, then Wagtail's hooks."""
        actions.move(self.page_to_move, self.destination, by=actor_of(request))
        title = self.page_to_move.get_admin_display_title()
        messages.success(request, _("“%(title)s” was moved.") % {"title": title})
        for hook in hooks.get_hooks("after_move_page"):
            result = hook(request, self.page_to_move)
            if hasattr(result, "status_code"):
                return result
        return redirect("wagtailadmin_explore", self.destination.pk)


class StoryDeleteView(DeleteView):
    """Deletes a draft through the act."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Do the act, then Wagtail's hooks."""
        title, section = self.page.get_admin_display_title(), self.page.primary_section_id
        actions.delete_draft(self.page, by=actor_of(request))
        messages.success(request, _("“%(title)s” was deleted.") % {"title": title})
        for hook in hooks.get_hooks("after_delete_page"):
            result = hook(request, self.page)
            if hasattr(result, "status_code"):
                return result
        return redirect(self.next_url or reverse("wagtailadmin_explore", args=[section]))


class StoryPositionView(SetPagePositionView):
    """Refuses an order by hand: lists of stories are in order of time, and a tree move costs."""

    def post(self, request: HttpRequest, page_to_move_id: int, *args: Any, **kw: Any) -> Any:
        """Refuse, whatever the place."""
        get_object_or_404(Page, pk=page_to_move_id)
        raise PermissionDenied


class StoryUnscheduleView(RevisionsUnscheduleView):
    """Takes a story off the schedule through the act."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Do the act."""
        actions.unschedule(self.object, by=actor_of(request))
        messages.success(request, self.get_success_message(), buttons=self.get_success_buttons())
        return redirect(self.get_next_url())
