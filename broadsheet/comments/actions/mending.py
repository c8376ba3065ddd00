"""What authors do to their own words: mend them within some minutes, or take them back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.comments.actions.deciding import Decided, change, locked, refused
from broadsheet.comments.actions.posting import (
    Judged,
    Sent,
    as_kept,
    judge,
    keep_signals,
    refuse_practice,
)
from broadsheet.comments.announced import subject_of, tell
from broadsheet.comments.models import Act, Comment, State, Voice, Wording
from broadsheet.comments.phrases import said
from broadsheet.comments.rules import Outcome, Verdict, settle
from broadsheet.kit import clock
from broadsheet.records.actions import write

EDIT = "comment.edit"
OPEN = frozenset({State.HELD, State.SHOWN})
# Of what came before: a mended comment is always much like itself.
OF_THE_PAST = frozenset({"repeat", "flood"})


def may_edit(comment: Comment, at: datetime) -> bool:
    """Whether its author may still mend a comment."""
    window = timedelta(minutes=settings.COMMENTS_EDIT_MINUTES)
    return comment.state in OPEN and at < comment.posted_at + window


def edit(voice: Voice, comment: int, text: str, *, at: datetime | None = None) -> Comment:
    """Have an author's comment say something else; what it said is kept, and it is weighed anew.

    A comment that is held now stays held. Raises ``Unfit``, and ``Refused`` for what cannot be
    changed any more and for what a clause refuses: then the comment stays as it was.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = _own(voice, comment)
        if not may_edit(row, moment):
            raise refused("late", _("The time to change this comment is over."))
        judged = judge(voice, row.thread, Sent(text, ""), reply=bool(row.parent_id), at=moment)
        if judged.written.text == row.text:
            return row
        outcome = _outcome(judged)
        if outcome.kind is Verdict.REFUSE:
            refuse_practice(judged)
            raise refused(outcome.clauses[0], said(outcome.because[0]))
        _put(row, judged, outcome, moment)
        if outcome.kind is Verdict.HOLD and row.state == State.SHOWN:
            rule = outcome.because[0].check
            change(row, Decided(Act.HOLD, rule=rule), by=None, at=moment)
    return row


def take_back(voice: Voice, comment: int, *, at: datetime | None = None) -> Comment:
    """Delete an author's own comment: it is hidden, and kept; raises ``Refused``."""
    moment = at or clock.now()
    with transaction.atomic():
        row = _own(voice, comment)
        if row.state not in OPEN:
            raise refused("state", _("This comment is not shown any more."))
        change(row, Decided(Act.DELETE), by=None, at=moment)
    return row


def _own(voice: Voice, comment: int) -> Comment:
    """Return an author's comment, its row held; another's is none of theirs."""
    if not Comment.objects.filter(pk=comment, voice=voice).exists():
        raise refused("yours", _("There is no such comment of yours."))
    return locked(comment)


def _outcome(judged: Judged) -> Outcome:
    signals = [one for one in judged.signals if one.check not in OF_THE_PAST]
    place, standing = judged.submission.place, judged.submission.standing
    return settle(signals, judged.policy, place.mode, standing, nudged=True)


def _put(row: Comment, judged: Judged, outcome: Outcome, at: datetime) -> None:
    """Keep the earlier wording and put the new one in its place."""
    Wording.objects.create(
        comment=row, voice=row.voice, text=row.text, at=at, why=Wording.Why.EDITED
    )
    row.text, row.html = judged.written.text, judged.written.html
    row.digest, row.risk, row.edited_at = as_kept(judged), outcome.risk, at
    row.save()
    row.signals.all().delete()
    keep_signals(row, judged.signals)
    facts: dict[str, Any] = {
        "before": {"state": row.state},
        "after": {"verdict": outcome.kind.value, "clauses": list(outcome.clauses)},
    }
    record = write(EDIT, subject=subject_of(row), actor=None, at=at, **facts)
    tell(EDIT, row, record=record.pk, at=at, **facts)
