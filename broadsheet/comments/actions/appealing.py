"""Objections: an author's appeal against a decision, settled by somebody else than who decided."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments import states
from broadsheet.comments.actions.deciding import (
    MODERATE,
    Decided,
    change,
    locked,
    place_of,
    refused,
)
from broadsheet.comments.models import Act, Appeal, Sanction, Statement, Voice
from broadsheet.comments.models.decisions import Settling
from broadsheet.kit import clock
from broadsheet.law.present import due
from broadsheet.law.terms import Span
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done, Thing
from broadsheet.records.actions import Subject, write

DECIDE = "house.appeal.decide"
OTHERWISE = Span(7, "days")
LONGEST = 3_000
KIND = "appeal"
SETTLE = "appeal.settle"


def appeal(voice: Voice, statement: Statement, words: str, *, at: datetime | None = None) -> Appeal:
    """Object to a decision; it waits for another moderator until the time that the law sets.

    Raises ``Refused`` if it is not the author's own, too late, or was objected to before.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = Statement.objects.select_for_update().get(pk=statement.pk)
        _may_object(voice, row, words, moment)
        until = due(DECIDE, moment, OTHERWISE)
        made = Appeal.objects.create(
            statement=row, words=words.strip(), made_at=moment, due_at=until
        )
        write("appeal.make", subject=subject_of(made), actor=None, at=moment)
    return made


def _may_object(voice: Voice, statement: Statement, words: str, at: datetime) -> None:
    if statement.voice_id != voice.pk:
        raise refused("not-yours", _("Only whoever wrote it can object."))
    if at > statement.appeal_until:
        raise refused("too-late", _("The time to object is over."))
    if Appeal.objects.filter(statement=statement).exists():
        raise refused("again", _("You have objected already: you get one answer."))
    if not words.strip():
        raise refused("empty", _("Say why it should be decided otherwise."))
    if len(words) > LONGEST:
        said = _("Keep it to %(most)d characters.") % {"most": LONGEST}
        raise refused("long", said)


def settle(
    appeal: Appeal, *, granted: bool, answer: str, by: User, at: datetime | None = None
) -> Appeal:
    """Settle an appeal. Granted: the comment is shown again, or the sanction lifted.

    Raises ``PermissionDenied``, and ``Refused`` for whoever decided in the first place.
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = Appeal.objects.select_for_update().get(pk=appeal.pk)
        _may_settle(row, by, answer)
        row.outcome = Settling.Outcome.UPHELD if granted else Settling.Outcome.DENIED
        row.answer, row.settled_at, row.settled_by = answer.strip(), moment, by
        row.save()
        if granted:
            _take_back(row.statement, by, moment)
        before, now = {"outcome": "waiting"}, {"outcome": str(row.outcome)}
        record = write(
            SETTLE,
            subject=subject_of(row),
            actor=by,
            at=moment,
            before=before,
            after=now,
            note=row.answer,
        )
        facts = {"before": before, "after": now}
        leave(Done(SETTLE, thing(row), str(row.pk), record.pk, moment, facts))
    return row


def _may_settle(row: Appeal, by: User, answer: str) -> None:
    statement = row.statement
    decision, sanction = statement.decision, statement.sanction
    if decision is not None:
        allow(by, MODERATE, place_of(decision.comment.thread))
    else:
        allow(by, "sanction.lay")
    first = decision.by_id if decision else sanction.made_by_id if sanction else None
    if first is not None and first == by.pk:
        raise refused("same", _("You decided this yourself: somebody else settles the appeal."))
    if row.outcome != Settling.Outcome.WAITING:
        raise refused("settled", _("This appeal was settled already."))
    if not answer.strip():
        raise refused("empty", _("Write an answer: its author reads it."))


def _take_back(statement: Statement, by: User, at: datetime) -> None:
    if statement.decision is not None:
        row = locked(statement.decision.comment_id)
        # Its author may have deleted it meanwhile: then there is nothing to show.
        if states.after(row.state, Act.RESTORE) is not None:
            change(row, Decided(Act.RESTORE, note=f"appeal {statement.pk}"), by=by, at=at)
    elif statement.sanction is not None:
        rows = Sanction.objects.filter(pk=statement.sanction.pk, lifted_at=None)
        rows.update(lifted_at=at, lifted_by=by)


def subject_of(row: Appeal) -> Subject:
    """Return an appeal as the log names it."""
    return Subject(KIND, str(row.pk), f"No. {row.pk}")


def thing(row: Appeal) -> Thing:
    """Return an appeal as the outbox names it."""
    return Thing(KIND, str(row.pk), f"No. {row.pk}")
