"""Wagtail's admin without its own mails: the desk tells of the same events itself."""

from __future__ import annotations

from wagtail.admin.apps import WagtailAdminAppConfig


class DeskAdmin(WagtailAdminAppConfig):
    """Wagtail's admin; its mails leave inside the act, are not tried again, and name the page."""

    def ready(self) -> None:
        """Take Wagtail's receivers off again."""
        from wagtail.models import TaskState, WorkflowState
        from wagtail.signals import (
            task_submitted,
            workflow_approved,
            workflow_rejected,
            workflow_submitted,
        )

        super().ready()
        mailing = "{}_email_notification"
        for signal, sender, name in (
            (task_submitted, TaskState, "group_approval_task_submitted"),
            (workflow_submitted, WorkflowState, "workflow_state_submitted"),
            (workflow_rejected, WorkflowState, "workflow_state_rejected"),
            (workflow_approved, WorkflowState, "workflow_state_approved"),
        ):
            signal.disconnect(sender=sender, dispatch_uid=mailing.format(name))
