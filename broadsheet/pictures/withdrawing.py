"""Taking a picture from the readers: off every page, its files out of the open, caches told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.two_persons import Order, restored_by_row, withdrawn_by_two
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.pictures import keys
from broadsheet.pictures.embargo import shelve
from broadsheet.pictures.models import Picture, PictureRendition
from broadsheet.press import actions as press
from broadsheet.records.actions import write

log = structlog.get_logger(__name__)
GONE, BY_LAW = 410, 451
KIND = "picture"


def withdraw(
    picture: Picture,
    ground: str,
    *,
    by: User | None,
    note: str,
    notice: str = "",
    at: datetime | None = None,
) -> Picture:
    """Withdraw a picture: pages say that it is away, and its files answer 410, or 451 by law.

    ``ground`` is "editorial" or "legal", ``notice`` what readers are told besides, ``note`` for
    the record. What a person withdraws by law waits for a second one, whoever calls this. Raises
    ``PermissionDenied`` and ``Refused``.
    """
    order = Order(ground, note, notice)
    if withdrawn_by_two(KIND, str(picture.pk), order, by=by, at=at):
        gone: Picture = Picture.objects.get(pk=picture.pk)
        return gone
    return take_away(picture, order, by=by, at=at)


def take_away(picture: Picture, order: Order, *, by: User | None, at: datetime | None) -> Picture:
    """Withdraw a picture, for whoever sees to the second person themselves."""
    with transaction.atomic():
        row = _locked(picture, by)
        if row.is_withdrawn:
            raise Refused(Reason("withdrawn", "The picture was withdrawn already."))
        if not order.note.strip():
            raise Refused(Reason("note", "Say for the record why the picture is withdrawn."))
        was = [made.url for made in row.renditions.all()]
        row.withdrawn_at, row.withdrawn_ground = at or clock.now(), order.ground
        row.withdrawn_notice = order.notice.strip()
        _change("picture.withdraw", row, by, row.withdrawn_at, order.note)
        transaction.on_commit(partial(_take_out, row.pk, was))
    return row


def restore(
    picture: Picture, *, by: User | None, note: str = "", at: datetime | None = None
) -> Picture:
    """Undo the withdrawal of a picture: every page has it again. Raises as ``withdraw`` does.

    The row that the desk keeps of it ends as well.
    """
    if restored_by_row(KIND, str(picture.pk), by=by, note=note, at=at):
        back: Picture = Picture.objects.get(pk=picture.pk)
        return back
    return give_back(picture, by=by, note=note, at=at)


def give_back(
    picture: Picture, *, by: User | None, note: str = "", at: datetime | None = None
) -> Picture:
    """Restore a picture, for whoever keeps the row of its withdrawal themselves."""
    with transaction.atomic():
        row = _locked(picture, by)
        if not row.is_withdrawn:
            raise Refused(Reason("not-withdrawn", "The picture is not withdrawn."))
        row.withdrawn_at, row.withdrawn_ground, row.withdrawn_notice = None, "", ""
        _change("picture.restore", row, by, at or clock.now(), note)
        transaction.on_commit(lambda: press.forget([made.url for made in row.renditions.all()]))
    return row


def status_of(name: str) -> int | None:
    """Return what the address of a rendition's file answers if its picture is withdrawn."""
    held = f"{PictureRendition.HELD}/{name}"
    rows = PictureRendition.objects.filter(file=held, image__withdrawn_at__isnull=False)
    ground = rows.values_list("image__withdrawn_ground", flat=True).first()
    if ground is None:
        return None
    return BY_LAW if ground == "legal" else GONE


def _locked(picture: Picture, by: User | None) -> Picture:
    allow(by, "picture.withdraw")
    row: Picture = Picture.objects.select_for_update().get(pk=picture.pk)
    return row


def _change(act: str, row: Picture, by: User | None, at: datetime, note: str) -> None:
    """Write the row, put its files where they belong now, and add the record."""
    before = Picture.objects.values("withdrawn_at", "withdrawn_ground").get(pk=row.pk)
    row.save(update_fields=["withdrawn_at", "withdrawn_ground", "withdrawn_notice"])
    shelve(row)
    after = {"withdrawn_at": row.withdrawn_at, "withdrawn_ground": row.withdrawn_ground}
    write(act, subject=row, actor=by, at=at, before=before, after=after, note=note)
    log.info(act, picture=row.pk, actor=by.pk if by else None)


def _take_out(pk: int, addresses: Sequence[str]) -> None:
    """Take every page that the picture is on out of the edition, its files out of the caches."""
    press.take_out([keys.picture(pk)])
    press.forget(addresses)
