"""What changes a story's approval from outside its acts: Wagtail's own buttons, and an edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models.signals import post_save
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted

from broadsheet.accounts.models import User
from broadsheet.desk.listing.keeping import keep_standing
from broadsheet.desk.models import Approval, DeskApproval, ListedStory
from broadsheet.desk.workflow import actions, queries
from broadsheet.desk.workflow.forms import ActionForm
from broadsheet.desk.workflow.rules import Answer
from broadsheet.kit import clock
from broadsheet.stories.models import Story


class Clerk:
    """The acts and reads for which Wagtail asks the step itself."""

    part_of = staticmethod(queries.part_of)
    waiting_at = staticmethod(queries.waiting_at)
    approve = staticmethod(actions.approve)
    send_back = staticmethod(actions.send_back)
    asked_change = staticmethod(queries.asked_change)
    change_form = ActionForm

    @staticmethod
    def answered(said: Mapping[str, Any]) -> Answer:
        """Return what the form said; the act asks for what is missing."""
        return Answer(str(said.get("change", "")), str(said.get("reader_note", "")))


def listen() -> None:
    """Connect; called once, when the app is ready."""
    DeskApproval.clerk = Clerk
    task_submitted.connect(_submitted, dispatch_uid="desk.workflow.submitted")
    post_save.connect(_story_saved, sender=Story, dispatch_uid="desk.workflow.story")
    post_save.connect(_moved, sender=WorkflowState, dispatch_uid="desk.workflow.state")


def _submitted(instance: TaskState, user: Any = None, **_facts: Any) -> None:
    if isinstance(instance.task.specific, DeskApproval):
        # Wagtail says so before the workflow points at its step; what is told is read from there.
        state = instance.workflow_state
        WorkflowState.objects.filter(pk=state.pk).update(current_task_state=instance)
        actions.tell_submitted(instance, by=user, at=clock.now())


def _story_saved(instance: Story, raw: bool = False, **_facts: Any) -> None:
    """Show those who approve the text that now stands, and say whose approval does not count."""
    if raw or instance.latest_revision_id is None:
        return
    review = queries.review_of(instance.pk)
    if review is None or not _is_other_text(review):
        return
    TaskState.objects.filter(pk=review.task_state.pk).update(revision=review.story.latest_revision)
    waited = ListedStory.objects.filter(pk=instance.pk).values_list("waits_for", flat=True).first()
    actions.keep_waiting(instance.pk)
    anew = set(review.missing) - set((waited or "").split())
    if void := sorted({one.user for one in review.given if one.part in anew}):
        by = User.objects.filter(pk=review.story.latest_revision.user_id).first()
        actions.tell_changed(review, void, by=by, at=clock.now())


def _is_other_text(review: queries.Review) -> bool:
    """Whether the draft is another than the one that was last looked at."""
    if review.task_state.revision_id != review.story.latest_revision_id:
        return True
    last = Approval.objects.filter(round=review.task_state.pk).order_by("-pk").first()
    return last is not None and last.words != review.words


def _moved(instance: WorkflowState, raw: bool = False, **_facts: Any) -> None:
    over = instance.status != WorkflowState.STATUS_IN_PROGRESS
    if not raw and over and instance.content_type.model == "story":
        keep_standing(int(instance.object_id), waits_for="")
