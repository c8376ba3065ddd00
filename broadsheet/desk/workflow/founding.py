"""The approvals that a new paper begins with."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from broadsheet.desk.models import DeskApproval
from broadsheet.sections.models import FrontPage


def found_approvals() -> Workflow | None:
    """Have every section ask for a sub-editor and an editor, and legal where it is flagged.

    Done once: a paper that has such a step already, wherever it is used, is left as it is.
    """
    front = FrontPage.objects.first()
    if front is None or DeskApproval.objects.exists():
        return None
    with transaction.atomic():
        step = DeskApproval.objects.create(name=_("Sub-editor and editor"))
        workflow = Workflow.objects.create(name=_("Approval by the desk"))
        WorkflowTask.objects.create(workflow=workflow, task=step.task_ptr, sort_order=0)
        WorkflowPage.objects.update_or_create(page=front, defaults={"workflow": workflow})
    return workflow
