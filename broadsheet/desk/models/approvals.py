"""Who must approve a story before it goes out, whom its writer asked, and who approved what."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState

from broadsheet.records.models import AppendOnly

# The last approval of what readers have seen, which asks what kind of change it is.
APPROVE_CHANGE = "approve_change"


class Part(models.TextChoices):
    """One part of an approval, given by whoever holds a role for it; see ``accounts.rules``."""

    SUB = "sub", _("Sub-editor")
    EDITOR = "editor", _("Editor")
    LEGAL = "legal", _("Legal")


class When(models.TextChoices):
    """When a part is needed."""

    NEVER = "never", _("Never")
    FLAGGED = "flagged", _("If the story is flagged for legal")
    ALWAYS = "always", _("Always")


class DeskApproval(Task):
    """A step of a workflow whose parts are given side by side, in any order."""

    sub = models.BooleanField(_("a sub-editor approves"), default=True)
    editor = models.BooleanField(_("an editor approves"), default=True)
    legal = models.CharField(
        _("legal approves"), max_length=8, choices=When.choices, default=When.FLAGGED
    )
    by_writer = models.BooleanField(
        _("the writer may approve"),
        default=False,
        help_text=_("Leave it off where two pairs of eyes must see a story."),
    )

    # Whoever does the acts; the part ``workflow`` puts itself here once the app is ready.
    clerk: ClassVar[Any] = None

    admin_form_fields: ClassVar[list[str]] = [
        *Task.admin_form_fields,
        *("sub", "editor", "legal", "by_writer"),
    ]

    class Meta:
        verbose_name = _("approval by the desk")
        verbose_name_plural = _("approvals by the desk")

    @classmethod
    def get_description(cls) -> str:
        """What the step is, where somebody chooses one."""
        return str(_("Sub-editor, editor and legal approve side by side, each what they read"))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """What the editor's screen offers to whoever may give a part that is still missing."""
        if not self.clerk.part_of(self, obj, user):
            return []
        back = ("reject", _("Send back"), True)
        if self.clerk.asked_change(obj):
            return [back, (APPROVE_CHANGE, _("Approve and say what changed"), True)]
        return [
            back,
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **said: Any) -> None:
        """Approve or send back through the acts, whichever screen asks."""
        note = str(said.get("comment", ""))
        if action_name == APPROVE_CHANGE:
            answer = self.clerk.answered(said)
            self.clerk.approve(task_state, by=user, note=note, answer=answer)
        elif action_name == "approve":
            self.clerk.approve(task_state, by=user, note=note)
        elif action_name == "reject":
            self.clerk.send_back(task_state, by=user, note=note)

    def get_form_for_action(self, action: str) -> Any:
        """What is asked beside the button."""
        if action == APPROVE_CHANGE:
            return self.clerk.change_form
        return super().get_form_for_action(action)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Return the stories at this step that wait for the user."""
        return self.clerk.waiting_at(self, user)


class Approval(AppendOnly):
    """One part that was given, or a story sent back: who, when, and of which text.

    Numbers and not rows are kept, so that it outlives a draft that is deleted. ``words`` is the
    digest of all that the revision said: an approval counts for that text and no other.
    """

    class Verdict(models.TextChoices):
        """What was said."""

        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")

    story_id = models.BigIntegerField()
    round = models.BigIntegerField()
    revision = models.BigIntegerField()
    words = models.CharField(max_length=64)
    part = models.CharField(max_length=8, choices=Part.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    by_id = models.BigIntegerField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("approval")
        indexes = [
            models.Index(fields=["story_id", "-id"], name="approval_story"),
            models.Index(fields=["round"], name="approval_round"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.by}, {self.get_part_display()}"


class ChosenApprover(models.Model):
    """Somebody whom the writer asked by name for one part; nobody else is told then."""

    workflow_state = models.ForeignKey(
        WorkflowState, on_delete=models.CASCADE, related_name="chosen_approvers"
    )
    part = models.CharField(max_length=8, choices=Part.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("chosen approver")
        constraints = [
            models.UniqueConstraint(
                fields=["workflow_state", "part", "user"], name="approver_chosen_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.user}"
