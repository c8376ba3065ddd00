"""The editors' choice: comments that stand out, picked and let go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments.actions.deciding import MODERATE, locked, place_of, refused
from broadsheet.comments.announced import subject_of, tell
from broadsheet.comments.models import Comment, State
from broadsheet.records.actions import write

PICK, UNPICK = "comment.pick", "comment.unpick"


def pick(comment: int, picked: bool, *, by: User, at: datetime) -> Comment:
    """Pick a comment for the editors' choice, or let it go.

    Raises ``PermissionDenied``, and ``Refused`` for one that readers do not see.
    """
    with transaction.atomic():
        row = locked(comment)
        allow(by, MODERATE, place_of(row.thread))
        if picked and row.state != State.SHOWN:
            raise refused("state", _("Only what readers see can be picked."))
        if (row.picked_at is not None) == picked:
            return row
        row.picked_at = at if picked else None
        row.save(update_fields=["picked_at"])
        facts: dict[str, Any] = {"before": {"picked": not picked}, "after": {"picked": picked}}
        act = PICK if picked else UNPICK
        record = write(act, subject=subject_of(row), actor=by, at=at, **facts)
        tell(act, row, record=record.pk, at=at, **facts)
    return row
