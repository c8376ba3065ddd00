"""What happens when a workflow is approved: ``WAGTAIL_FINISH_WORKFLOW_ACTION`` names it.

Wagtail reads that setting while its own models are being loaded, so nothing that needs a model may
be imported at the top of this module.
"""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, in the approver's name, by the door of the workflow."""
    from broadsheet.records.doors import came_by  # noqa: PLC0415  see above
    from broadsheet.records.models import Door  # noqa: PLC0415

    with came_by(Door.WORKFLOW):
        workflow_state.content_object.get_latest_revision().publish(user=user)
