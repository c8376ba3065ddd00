"""Sanctions: laid under a clause, with a reason that the author reads, and an end; and lifted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.queries import may
from broadsheet.comments.actions.claiming import AT_ONCE, Done, Seen, decide_on_all
from broadsheet.comments.actions.deciding import MODERATE, Decided, place_of, refused
from broadsheet.comments.models import Comment, Sanction, State, Voice
from broadsheet.comments.statements import give_reasons_of
from broadsheet.comments.voices import subject_of
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import Done as Happened
from broadsheet.outbox.kinds import Thing
from broadsheet.records.actions import write

LAY, LIFT, TRUST = "sanction.lay", "sanction.lift", "voice.trust"
AT_MOST = 1000
"""So many waiting comments of one voice are taken away at one stroke."""


@dataclass(frozen=True)
class Laid:
    """What is laid on a voice, and until when; a ban and a warning may have no end."""

    kind: str
    clause: str
    note: str
    ends_at: datetime | None = None


def lay(voice: Voice, laid: Laid, *, by: User, at: datetime) -> Sanction:
    """Lay a sanction; the author gets its reasons, and may object to them.

    Raises ``PermissionDenied``, and ``Refused`` for one without clause, reason or a possible end.
    """
    allow(by, LAY)
    with transaction.atomic():
        row = Voice.objects.select_for_update().get(pk=voice.pk)
        _fit(row, laid, at)
        made = Sanction.objects.create(
            voice=row,
            kind=laid.kind,
            clause=laid.clause,
            note=laid.note,
            made_at=at,
            ends_at=laid.ends_at,
            made_by=by,
        )
        give_reasons_of(made, at=at)
        after = {
            "sanction": made.pk,
            "kind": laid.kind,
            "clause": laid.clause,
            "until": laid.ends_at.isoformat() if laid.ends_at else "",
        }
        subject = subject_of(row)
        record = write(LAY, subject=subject, actor=by, at=at, after=after, note=laid.note)
        thing = Thing("sanction", str(made.pk), f"No. {made.pk}")
        leave(Happened(LAY, thing, str(record.pk), record.pk, at, after))
    return made


def _fit(voice: Voice, laid: Laid, at: datetime) -> None:
    if voice.staff:
        raise refused("staff", _("Staff cannot be sanctioned here: speak with their editor."))
    if laid.kind not in Sanction.Kind.values:
        raise refused("kind", _("Choose what is laid."))
    if not laid.clause or not laid.note.strip():
        raise refused("reason", _("Say which clause was broken and how: the author reads it."))
    if laid.ends_at is not None and laid.ends_at <= at:
        raise refused("end", _("Its end is past already: give a later day."))
    if laid.kind == Sanction.Kind.SUSPENSION and laid.ends_at is None:
        raise refused("end", _("A suspension ends some day: say when, or lay a ban."))


def lift(sanction: Sanction, *, by: User, at: datetime) -> bool:
    """Lift a sanction; return whether it stood. Raises ``PermissionDenied``."""
    allow(by, LAY)
    with transaction.atomic():
        standing = Sanction.objects.filter(pk=sanction.pk, lifted_at=None)
        if not standing.update(lifted_at=at, lifted_by=by):
            return False
        before = {"sanction": sanction.pk, "kind": sanction.kind}
        write(LIFT, subject=subject_of(sanction.voice), actor=by, at=at, before=before)
    return True


def trust(voice: Voice, trusted: bool, *, by: User, at: datetime) -> None:
    """Trust an author, whose words then go ahead of others', or trust them no more."""
    allow(by, LAY)
    with transaction.atomic():
        row = Voice.objects.select_for_update().get(pk=voice.pk)
        if row.trusted == trusted:
            return
        Voice.objects.filter(pk=row.pk).update(trusted=trusted)
        facts: dict[str, Any] = {"before": {"trusted": row.trusted}, "after": {"trusted": trusted}}
        write(TRUST, subject=subject_of(row), actor=by, at=at, **facts)


def reject_waiting(voice: Voice, clause: str, note: str, *, by: User, at: datetime) -> Done:
    """Reject all that waits of a voice, where ``by`` moderates; at most ``AT_MOST`` at a stroke.

    Raises ``Refused`` without a clause.
    """
    if not clause:
        raise refused("clause", _("Say which clause of the policy it breaks."))
    rows = Comment.objects.filter(voice=voice, state=State.HELD).select_related("thread__story")
    mine = [row for row in rows.order_by("pk")[:AT_MOST] if _may(by, row)]
    newest = {row.pk: _last(row) for row in mine}
    done, decided = Done(""), Decided("reject", clause, note)
    for begin in range(0, len(mine), AT_ONCE):
        part = [(Seen(row.pk, newest[row.pk]), decided) for row in mine[begin : begin + AT_ONCE]]
        answer = decide_on_all(part, by=by, at=at)
        done.batch = answer.batch
        done.decisions += answer.decisions
        done.left += answer.left
    return done


def _may(by: User, row: Comment) -> bool:
    return may(by, MODERATE, place_of(row.thread))


def _last(row: Comment) -> int:
    last = row.decisions.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0
