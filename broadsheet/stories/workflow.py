"""What happens when a workflow is approved: ``WAGTAIL_FINISH_WORKFLOW_ACTION`` names it.

Wagtail reads that setting while its own models are being loaded, so nothing that needs a model may
be imported at the top of this module.
"""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, in the approver's name, by the door of the workflow.

    An approver who may not publish leaves it approved: somebody who may publishes it then.
    """
    from broadsheet.accounts.queries import may  # noqa: PLC0415  see above
    from broadsheet.records.doors import came_by  # noqa: PLC0415  see above
    from broadsheet.records.models import Door  # noqa: PLC0415

    story = workflow_state.content_object
    if user is not None and not may(user, "story.publish", story):
        return
    with came_by(Door.WORKFLOW):
        story.get_latest_revision().publish(user=user)
