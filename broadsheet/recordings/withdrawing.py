"""Taking a recording from the readers: an act of its own, apart from the stories that it is in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog
from django.db import transaction
from django.db.models import Q

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.two_persons import Order, restored_by_row, withdrawn_by_two
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.press import actions as press
from broadsheet.recordings import keys
from broadsheet.recordings.embargo import shelve
from broadsheet.recordings.files import HELD
from broadsheet.recordings.models import Captions, Recording
from broadsheet.records.actions import write

log = structlog.get_logger(__name__)
GONE, BY_LAW = 410, 451
KIND = "recording"
TOLD = ("withdrawn_at", "withdrawn_ground", "withdrawn_notice")


def withdraw(
    recording: Recording,
    ground: str,
    *,
    by: User | None,
    note: str,
    notice: str = "",
    at: datetime | None = None,
) -> Recording:
    """Withdraw a recording: pages say that it is away, its files answer 410, or 451 by law.

    ``ground`` is "editorial" or "legal", ``notice`` what readers are told besides, ``note`` for
    the record. What a person withdraws by law waits for a second one, whoever calls this. Raises
    ``PermissionDenied`` and ``Refused``.
    """
    order = Order(ground, note, notice)
    if withdrawn_by_two(KIND, str(recording.pk), order, by=by, at=at):
        gone: Recording = Recording.objects.get(pk=recording.pk)
        return gone
    return take_away(recording, order, by=by, at=at)


def take_away(
    recording: Recording, order: Order, *, by: User | None, at: datetime | None
) -> Recording:
    """Withdraw a recording, for whoever sees to the second person themselves."""
    with transaction.atomic():
        row = _locked(recording, by)
        if row.is_withdrawn:
            raise Refused(Reason("withdrawn", "The recording was withdrawn already."))
        if not order.note.strip():
            raise Refused(Reason("note", "Say for the record why the recording is withdrawn."))
        was = addresses_of(row)
        row.withdrawn_at, row.withdrawn_ground = at or clock.now(), order.ground
        row.withdrawn_notice = order.notice.strip()
        _change("recording.withdraw", row, by, row.withdrawn_at, order.note)
        transaction.on_commit(partial(_take_out, row.pk, was))
    return row


def restore(
    recording: Recording, *, by: User | None, note: str = "", at: datetime | None = None
) -> Recording:
    """Undo the withdrawal of a recording. Raises as ``withdraw`` does.

    The row that the desk keeps of it ends as well.
    """
    if restored_by_row(KIND, str(recording.pk), by=by, note=note, at=at):
        back: Recording = Recording.objects.get(pk=recording.pk)
        return back
    return give_back(recording, by=by, note=note, at=at)


def give_back(
    recording: Recording, *, by: User | None, note: str = "", at: datetime | None = None
) -> Recording:
    """Restore a recording, for whoever keeps the row of its withdrawal themselves."""
    with transaction.atomic():
        row = _locked(recording, by)
        if not row.is_withdrawn:
            raise Refused(Reason("not-withdrawn", "The recording is not withdrawn."))
        row.withdrawn_at, row.withdrawn_ground, row.withdrawn_notice = None, "", ""
        _change("recording.restore", row, by, at or clock.now(), note)
        transaction.on_commit(lambda: press.forget(addresses_of(row)))
    return row


def addresses_of(row: Recording) -> list[str]:
    """Return the addresses of a recording's files."""
    return [row.url, *(one.url for one in Captions.objects.filter(recording=row))]


def status_of(name: str) -> int | None:
    """Return what the address of a file answers if its recording is withdrawn."""
    held = f"{HELD}/{name}"
    ours = Q(file=held) | Q(captions__file=held)
    rows = Recording.objects.filter(ours, withdrawn_at__isnull=False)
    ground = rows.values_list("withdrawn_ground", flat=True).first()
    if ground is None:
        return None
    return BY_LAW if ground == "legal" else GONE


def _locked(recording: Recording, by: User | None) -> Recording:
    allow(by, "recording.withdraw")
    row: Recording = Recording.objects.select_for_update(of=("self",)).get(pk=recording.pk)
    return row


def _change(act: str, row: Recording, by: User | None, at: datetime, note: str) -> None:
    """Write the row, put its files where they belong now, and add the record."""
    before = Recording.objects.values("withdrawn_at", "withdrawn_ground").get(pk=row.pk)
    row.save(update_fields=list(TOLD))
    shelve(row)
    after = {"withdrawn_at": row.withdrawn_at, "withdrawn_ground": row.withdrawn_ground}
    write(act, subject=row, actor=by, at=at, before=before, after=after, note=note)
    log.info(act, recording=row.pk, actor=by.pk if by else None)


def _take_out(pk: int, addresses: Sequence[str]) -> None:
    """Take every page that the recording is on out of the edition, its files out of the caches."""
    press.take_out([keys.recording(pk)])
    press.forget(addresses)
