"""The acts of withdrawing: hide at once, confirm or decline as the second, restore, read, erase."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.queries import may
from broadsheet.accounts.two_persons import Order
from broadsheet.desk.models.withdrawal import Withdrawal
from broadsheet.desk.withdrawal import rules, terms
from broadsheet.desk.withdrawal.things import Kind, Leaf, kind_named
from broadsheet.kit import clock
from broadsheet.kit.refusals import refuse_if
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import Done, Due, Thing
from broadsheet.records.actions import Subject, write

log = structlog.get_logger(__name__)
RETURN = "withdrawal.return"
KIND = "withdrawal"
State = Withdrawal.State


def withdraw(
    kind: str, number: str, order: Order, *, by: User | None, at: datetime | None = None
) -> Withdrawal:
    """Withdraw a thing: gone from every reader once this is committed.

    On the legal ground a second person must confirm in the law profile's time, or it comes back.
    Raises ``PermissionDenied``, ``Refused`` and ``LookupError``.
    """
    moment, what = at or clock.now(), kind_named(kind)
    with transaction.atomic():
        thing = what.find(number)
        was = what.hide(thing, order, by=by, at=moment)
        pending = rules.needs_a_second(order.ground, by_a_person=by is not None)
        seals = order.ground == rules.LEGAL and what.seals
        row = Withdrawal.objects.create(
            kind=kind,
            thing_id=number,
            name=what.called(thing)[:300],
            ground=order.ground,
            notice=order.notice,
            note=order.note,
            state=State.PENDING if pending else State.STANDING,
            by=by,
            at=moment,
            confirm_by=terms.confirm_by(moment) if pending else None,
            keep_until=terms.keep_until(moment) if seals else None,
            was=was,
        )
        _tell("withdrawal.begin", row, by, moment, note=order.note, before={"state": ""})
        _keep_time(row, moment)
    return row


def confirm(row: Withdrawal, *, by: User, at: datetime | None = None, note: str = "") -> Withdrawal:
    """Stand behind a withdrawal as the second person: it stays. Raises as ``withdraw`` does."""
    moment = at or clock.now()
    with transaction.atomic():
        row, _kind, _thing = _opened(row, by)
        refuse_if(rules.against_settling(_facts(row), by.pk, moment))
        return _settle(row, State.STANDING, "withdrawal.confirm", by, moment, note=note)


def decline(row: Withdrawal, *, by: User, note: str, at: datetime | None = None) -> Withdrawal:
    """Refuse to stand behind a withdrawal: the thing is back at once, as it was."""
    moment = at or clock.now()
    with transaction.atomic():
        row, kind, thing = _opened(row, by)
        refuse_if(rules.against_settling(_facts(row), by.pk, moment))
        kind.show(thing, row.was, by=None, at=moment, note=note)
        return _settle(row, State.DECLINED, "withdrawal.decline", by, moment, note=note)


def lift(
    row: Withdrawal, *, by: User | None, note: str, as_it_was: bool, at: datetime | None = None
) -> Withdrawal:
    """Restore by order: what is withdrawn may be published again, or is back ``as_it_was``."""
    moment = at or clock.now()
    with transaction.atomic():
        row, kind, thing = _opened(row, by)
        refuse_if(rules.against_lifting(_facts(row), note))
        kind.show(thing, row.was if as_it_was else None, by=by, at=moment, note=note)
        return _settle(row, State.LIFTED, "withdrawal.lift", by, moment, note=note)


def come_back(due: Due) -> bool:
    """Bring a thing back that nobody confirmed in time; the outbox calls it at that moment."""
    row = Withdrawal.objects.select_for_update().filter(pk=due.subject.id).first()
    if row is None or not row.is_pending or row.confirm_by is None or row.confirm_by > due.at:
        return False
    kind = kind_named(row.kind)
    note = str(_("Nobody confirmed it in time."))
    kind.show(kind.find(row.thing_id), row.was, by=None, at=due.at, note=note)
    _settle(row, State.RETURNED, RETURN, None, due.at, note=note)
    return True


def read_sealed(row: Withdrawal, *, by: User, at: datetime | None = None) -> list[Leaf]:
    """Return a sealed text; that it was read, and by whom, stands in the log.

    Legal may read it, and whoever is asked to confirm while it waits. Raises ``PermissionDenied``.
    """
    with transaction.atomic():
        row, kind, thing = _opened(row, by)
        if not may_read(row, by, kind, thing):
            raise PermissionDenied(_("The text is sealed: only legal may read it."))
        _tell("sealed.read", row, by, at or clock.now())
        return kind.read(thing)


def may_read(row: Withdrawal, user: Any, kind: Kind, thing: Any) -> bool:
    """Say whether a user may read a sealed text."""
    if may(user, "sealed.read", kind.place(thing)):
        return row.is_open
    return row.is_pending and may(user, kind.may_withdraw, kind.place(thing))


def erase(row: Withdrawal, *, by: User | None, note: str, at: datetime | None = None) -> Withdrawal:
    """Erase a sealed text once the law no longer wants it kept; the tombstone stays for ever."""
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, "sealed.erase")
        row, kind, thing = _opened(row, by)
        refuse_if(rules.against_erasing(_facts(row), moment, note))
        kind.erase(thing, by=by, at=moment)
        return _settle(row, State.ERASED, "sealed.erase", by, moment, note=note)


def _opened(row: Withdrawal, by: User | None) -> tuple[Withdrawal, Kind, Any]:
    """Lock a row, find its thing, and ask whether the user may withdraw such a thing at all."""
    row = Withdrawal.objects.select_for_update().get(pk=row.pk)
    kind = kind_named(row.kind)
    thing = kind.find(row.thing_id)
    allow(by, kind.may_withdraw, kind.place(thing))
    return row, kind, thing


def _facts(row: Withdrawal) -> rules.Facts:
    return rules.Facts(row.state, row.ground, row.by_id, row.confirm_by, row.keep_until)


def _settle(
    row: Withdrawal, state: str, act: str, by: User | None, at: datetime, *, note: str
) -> Withdrawal:
    """Write how a withdrawal now stands, in its row, the log and the outbox."""
    before = {"state": row.state}
    if row.is_pending and by is not None:
        row.second, row.second_at = by, at
    row.state = state
    if not row.is_open:
        row.ended_at = at
    row.save()
    _tell(act, row, by, at, note=note, before=before)
    _keep_time(row, at)
    return row


def _keep_time(row: Withdrawal, at: datetime) -> None:
    wanted = [Appointed(RETURN, row.confirm_by)] if row.is_pending and row.confirm_by else []
    keep_appointments(Thing(KIND, str(row.pk), row.name), wanted, at=at)


def _tell(
    act: str,
    row: Withdrawal,
    by: User | None,
    at: datetime,
    *,
    note: str = "",
    before: dict[str, Any] | None = None,
) -> None:
    """Write to the log under the thing itself, and leave the mails that follow."""
    what = Subject(row.kind, row.thing_id, row.name)
    after = {"state": row.state, "ground": row.ground, "confirm_by": row.confirm_by}
    was = before or {"state": row.state}
    record = write(act, subject=what, actor=by, at=at, before=was, after=after, note=note)
    leave(Done(act, Thing(KIND, str(row.pk), row.name), "", record.pk, at, {"row": row.pk}))
    log.info(act, kind=row.kind, thing=row.thing_id, actor=by.pk if by else None)
