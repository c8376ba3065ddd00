"""Moderators' decisions: on one comment or on many, each with its reason, each undone if wrong."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments import counting, policies, states
from broadsheet.comments.announced import subject_of, tell
from broadsheet.comments.models import Act, Claim, Comment, Decision, Queue, Report, State, Thread
from broadsheet.comments.models.decisions import Settling
from broadsheet.comments.statements import give_reasons
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.records.actions import write

log = structlog.get_logger(__name__)
MODERATE = "comment.moderate"
# An act's name in the log, and for what follows from it.
WRITTEN_AS = {
    Act.HOLD: "comment.hold",
    Act.APPROVE: "comment.approve",
    Act.REJECT: "comment.reject",
    Act.REMOVE: "comment.remove",
    Act.RESTORE: "comment.restore",
    Act.DELETE: "comment.delete",
    Act.ERASE: "comment.erase",
    Act.UNDO: "comment.undo",
}


@dataclass(frozen=True)
class Decided:
    """What is decided: the act, the clause where it goes against the author, and a note to them.

    ``rule`` names the rule that decided where no person did; ``by_law`` names the law where
    what was written is illegal, and not against the paper's policy alone.
    """

    act: str
    clause: str = ""
    note: str = ""
    rule: str = ""
    found_by_machine: bool = False
    by_law: str = ""


def decide(
    comment: int,
    decided: Decided,
    *,
    by: User | None,
    at: datetime | None = None,
    batch: str = "",
) -> Decision:
    """Decide on one comment; its author gets a statement of reasons where it goes against them.

    Raises ``PermissionDenied``, and ``Refused`` if the comment's state does not allow the act.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = locked(comment)
        allow(by, MODERATE, place_of(row.thread))
        refuse_if(states.against(row.state, decided.act, decided.clause))
        return change(row, decided, by=by, at=moment, batch=batch)


def decide_many(
    comments: Iterable[int], decided: Decided, *, by: User | None, at: datetime | None = None
) -> tuple[str, list[Decision]]:
    """Decide on many alike; return the batch's name, by which it is undone, and the decisions.

    What has meanwhile been decided by somebody else is left as they left it.
    """
    batch, made = secrets.token_hex(8), []
    for comment in comments:
        try:
            made.append(decide(comment, decided, by=by, at=at, batch=batch))
        except Refused as refused:
            log.info("comment.left", comment=comment, why=refused.codes)
    return batch, made


def undo(decisions: Iterable[Decision], *, by: User, at: datetime | None = None) -> list[Decision]:
    """Take decisions back, as long as nothing was decided on the same comment since."""
    moment, undone = at or clock.now(), []
    for decision in decisions:
        with transaction.atomic():
            row = locked(decision.comment_id)
            allow(by, MODERATE, place_of(row.thread))
            last = row.decisions.order_by("-pk").first()
            if last is None or last.pk != decision.pk or decision.undone_at is not None:
                continue
            Decision.objects.filter(pk=decision.pk).update(undone_at=moment)
            back = Decided(Act.UNDO, note=f"{decision.act} {decision.pk}")
            _reopen_reports(row, decision)
            undone.append(change(row, back, by=by, at=moment, to=decision.before))
    return undone


def locked(comment: int) -> Comment:
    """Return a comment whose row is held until the transaction ends, with its thread."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("thread__story", "voice")
    found: Comment = rows.get(pk=comment)
    return found


def place_of(thread: Thread) -> Any:
    """Return where a moderator's role must hold for a thread: at its story's section."""
    return thread.story


def change(
    row: Comment,
    decided: Decided,
    *,
    by: User | None,
    at: datetime,
    batch: str = "",
    to: str = "",
) -> Decision:
    """Make the change, count it, write it down and tell of it; the caller holds the row."""
    before, queue = row.state, row.queue
    row.state = to or states.after(before, decided.act) or before
    row.queue = _queue_after(row, to)
    row.clause = decided.clause if row.state in counting.REFUSED else ""
    if row.state == State.SHOWN and row.shown_at is None:
        row.shown_at = at
    if row.state != State.SHOWN:
        row.picked_at = None
    row.save()
    counting.changed(row, before, queue)
    decision = _made(row, decided, before, by, at, batch)
    # What follows from the act, like the author's letter, finds its reasons there.
    if decided.act in states.AGAINST_ITS_AUTHOR:
        give_reasons(decision, at=at, law=decided.by_law)
    _write_down(row, decision)
    _settle_reports(row, decided, by, at)
    Claim.objects.filter(comment=row).delete()
    return decision


def _queue_after(row: Comment, back_to: str) -> str:
    if State.HELD in {back_to, row.state}:
        return row.queue or "held"
    waiting = Report.objects.filter(comment=row, outcome=Settling.Outcome.WAITING)
    return Queue.REPORTED if back_to and waiting.exists() else ""


def _made(
    row: Comment, decided: Decided, before: str, by: User | None, at: datetime, batch: str
) -> Decision:
    return Decision.objects.create(
        comment=row,
        act=decided.act,
        by=by,
        rule=decided.rule,
        clause=decided.clause,
        note=decided.note,
        at=at,
        before=before,
        after=row.state,
        policy=policies.begun(at),
        found_by_machine=decided.found_by_machine or row.signals.exists(),
        decided_by_machine=bool(decided.rule),
        batch=batch,
    )


def _write_down(row: Comment, decision: Decision) -> None:
    facts: dict[str, Any] = {
        "before": {"state": decision.before},
        "after": {
            "state": row.state,
            "clause": decision.clause,
            "rule": decision.rule,
            "policy": decision.policy.number if decision.policy else None,
        },
    }
    act, subject, at = WRITTEN_AS[Act(decision.act)], subject_of(row), decision.at
    record = write(act, subject=subject, actor=decision.by, at=at, note=decision.note, **facts)
    tell(act, row, record=record.pk, at=at, **facts)


def _settle_reports(row: Comment, decided: Decided, by: User | None, at: datetime) -> None:
    """Answer the reports of a comment: it was found right to report it, or not."""
    if decided.act not in {Act.APPROVE, Act.REMOVE, Act.REJECT}:
        return
    waiting = Report.objects.filter(comment=row, outcome=Settling.Outcome.WAITING)
    right = decided.act != Act.APPROVE
    outcome = Settling.Outcome.UPHELD if right else Settling.Outcome.DENIED
    waiting.update(outcome=outcome, settled_at=at, settled_by=by)


def _reopen_reports(row: Comment, decision: Decision) -> None:
    """Have the reports that a decision answered wait again."""
    answered = Report.objects.filter(comment=row, settled_at=decision.at, settled_by=decision.by)
    answered.update(outcome=Settling.Outcome.WAITING, settled_at=None, settled_by=None)


def refused(code: str, words: str) -> Refused:
    """Return a refusal with one reason."""
    return Refused(Reason(code, words))
