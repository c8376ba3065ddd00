"""Reporting: a reader says which clause of the policy a comment breaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.comments import counting, policies
from broadsheet.comments.actions.deciding import locked, refused
from broadsheet.comments.announced import subject_of, tell
from broadsheet.comments.models import Comment, Queue, Report, State
from broadsheet.kit import clock
from broadsheet.records.actions import write

REPORT = "comment.report"
LONGEST = 2_000
WEIGHS = 10
"""How much a report adds to the risk by which moderators' work is ordered."""


@dataclass(frozen=True)
class Reported:
    """What a reader says against a comment."""

    clause: str
    words: str = ""


def report(user: User, comment: int, said: Reported, *, at: datetime | None = None) -> Report:
    """Take a report: a moderator is asked for the comment. A reader's second one is the first.

    Raises ``Refused`` for a comment that is not shown, and for a clause that the policy has not.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = locked(comment)
        there = Report.objects.filter(comment=row, by=user).first()
        if there is not None:
            return there
        if row.state != State.SHOWN:
            raise refused("state", _("This comment is not shown any more."))
        if said.clause not in {one.key for one in policies.in_force(moment).conduct()}:
            raise refused("clause", _("Say which rule the comment breaks."))
        made = Report.objects.create(
            comment=row, by=user, clause=said.clause, words=said.words[:LONGEST], made_at=moment
        )
        _ask_for(row)
        _write_down(row, said, moment)
    return made


def _ask_for(row: Comment) -> None:
    """Have a moderator look at the comment."""
    queue = row.queue
    row.reports += 1
    row.risk = min(100, row.risk + WEIGHS)
    row.queue = queue or Queue.REPORTED
    row.save(update_fields=["reports", "risk", "queue"])
    counting.changed(row, row.state, queue)


def _write_down(row: Comment, said: Reported, at: datetime) -> None:
    after = {"clause": said.clause, "reports": row.reports}
    subject = subject_of(row)
    record = write(REPORT, subject=subject, actor=None, at=at, after=after)
    tell(REPORT, row, record=record.pk, at=at, before={}, after=after)
