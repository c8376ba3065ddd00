"""The acts on advertisements: book, change, pause, end, turn at their time; quiet sections.

``by`` is the user who acts, ``None`` the system; ``at`` is the moment, now if it is left out. Acts
raise ``PermissionDenied``, and ``Refused`` with its reasons.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.adverts import booking, keys
from broadsheet.adverts.booking import Said, State
from broadsheet.adverts.models import Advert, QuietSection
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, refuse_if
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import Done, Due, Thing
from broadsheet.pictures import actions as pictures
from broadsheet.pictures.models import Picture
from broadsheet.press.changes import in_bulk
from broadsheet.records.actions import Subject, write

log = structlog.get_logger(__name__)
ACT = "advert.change"
BOOK, CHANGE, PAUSE, RESUME = "advert.book", ACT, "advert.pause", "advert.resume"
END, TURN, SILENCE = "advert.end", "advert.turn", "advert.silence"
KIND = "advert"
ROLES = ("body",)
EDITABLE = (
    "name", "kind", "advertiser", "picture", "alt", "link", "frame", "places", "languages",
    "sections", "forms", "starts_at", "ends_at", "share", "priority",
)  # fmt: skip


def book(*, by: User | None, at: datetime | None = None, **said: Any) -> Advert:
    """Book an advertisement; ``said`` are columns of ``EDITABLE``. Its picture's files are made."""
    moment = at or clock.now()
    allow(by, ACT)
    row = Advert(made_at=moment, changed_at=moment)
    _set(row, said, moment)
    _make_files(row.picture)
    with transaction.atomic():
        _keep(row, moment)
        _tell(BOOK, row, by, moment, {})
    return row


def change(advert: Advert, *, by: User | None, at: datetime | None = None, **said: Any) -> Advert:
    """Change a booking."""
    moment = at or clock.now()
    allow(by, ACT)
    _make_files(said.get("picture"))
    with transaction.atomic():
        row = _locked(advert)
        before = facts_of(row)
        _set(row, said, moment)
        _keep(row, moment)
        _tell(CHANGE, row, by, moment, before)
    return row


def pause(advert: Advert, *, by: User | None, at: datetime | None = None) -> Advert:
    """Take an advertisement off every page until somebody resumes it; its dates stay."""
    return _switch(PAUSE, advert, {"paused": True}, by, at)


def resume(advert: Advert, *, by: User | None, at: datetime | None = None) -> Advert:
    """Let a paused advertisement go on."""
    return _switch(RESUME, advert, {"paused": False}, by, at)


def end(advert: Advert, *, by: User | None, at: datetime | None = None) -> Advert:
    """End a running advertisement now."""
    moment = at or clock.now()
    return _switch(END, advert, {"ends_at": moment}, by, moment)


def turn(due: Due) -> bool:
    """Let an advertisement begin or end; the outbox calls it at that moment."""
    row = Advert.objects.select_for_update(of=("self",)).filter(pk=due.subject.id).first()
    if row is None or row.standing == _stands(row, due.at):
        return False
    before = facts_of(row)
    row.standing = not row.standing
    row.save(update_fields=["standing"])
    _tell(TURN, row, None, due.at, before)
    return True


def silence(sections: Collection[int], *, by: User | None, at: datetime | None = None) -> None:
    """Say which sections have no advertisements, each with all below it; all others have them."""
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, ACT)
        before = set(QuietSection.objects.values_list("section_id", flat=True))
        after = {int(pk) for pk in sections}
        if before == after:
            return
        with in_bulk(keys.QUIET):
            QuietSection.objects.filter(section_id__in=before - after).delete()
            fresh = [QuietSection(section_id=pk) for pk in sorted(after - before)]
            QuietSection.objects.bulk_create(fresh)
        write(
            SILENCE,
            subject=Subject("adverts", "quiet", "Sections without advertisements"),
            actor=by,
            at=moment,
            before={"sections": sorted(before)},
            after={"sections": sorted(after)},
        )


def facts_of(row: Advert) -> dict[str, Any]:
    """Return what the record keeps of a booking before and after an act."""
    columns = {name: getattr(row, name) for name in EDITABLE if name != "picture"}
    return {
        **columns,
        "picture": row.picture_id,
        "paused": row.paused,
        "standing": row.standing,
    }


def _switch(
    act: str, advert: Advert, said: dict[str, Any], by: User | None, at: datetime | None
) -> Advert:
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, ACT)
        row = _locked(advert)
        refuse_if(_against_switching(act, row, moment))
        before = facts_of(row)
        for name, value in said.items():
            setattr(row, name, value)
        _keep(row, moment)
        _tell(act, row, by, moment, before)
    return row


def _against_switching(act: str, row: Advert, at: datetime) -> tuple[Reason, ...]:
    now = state_of(row, at)
    if now is State.ENDED:
        return (Reason("ended", "It has ended: give it another end, or book it anew."),)
    if act == END and row.starts_at >= at:
        return (Reason("not-begun", "It has not begun: change its dates, or pause it."),)
    return ()


def state_of(row: Advert, at: datetime) -> State:
    """Return a booking's state at a moment."""
    return booking.state(starts=row.starts_at, ends=row.ends_at, paused=row.paused, at=at)


def _stands(row: Advert, at: datetime) -> bool:
    return state_of(row, at) is State.RUNNING


def _locked(advert: Advert) -> Advert:
    return Advert.objects.select_for_update(of=("self",)).get(pk=advert.pk)


def _set(row: Advert, said: dict[str, Any], at: datetime) -> None:
    if unknown := set(said) - set(EDITABLE):
        raise TypeError(f"An advertisement's {', '.join(sorted(unknown))} cannot be set.")
    for name, value in said.items():
        setattr(row, name, value)
    row.sections = sorted({int(pk) for pk in row.sections})
    for name in ("places", "languages", "forms"):
        setattr(row, name, sorted(set(getattr(row, name))))
    row.name = row.name.strip() or row.advertiser.strip() or row.alt[:80]
    row.changed_at = at
    refuse_if((*booking.against(said_by(row)), *_against_picture(row)))


def said_by(row: Advert) -> Said:
    """Return a booking as the rules look at it."""
    return Said(
        kind=row.kind,
        advertiser=row.advertiser,
        places=tuple(row.places),
        starts=row.starts_at,
        ends=row.ends_at,
        share=row.share,
        link=row.link,
        has_picture=row.picture_id is not None,
        alt=row.alt,
        frame=row.frame,
        frames_allowed=tuple(settings.ADVERT_FRAMES),
    )


def _against_picture(row: Advert) -> tuple[Reason, ...]:
    if row.picture is not None and row.picture.is_held:
        return (
            Reason("picture-hidden", "Readers may not see this picture now: choose another one."),
        )
    return ()


def _make_files(picture: Picture | None) -> None:
    """Make the files that readers get, before the transaction: that takes a moment."""
    if picture is not None and not picture.is_held:
        try:
            pictures.prepare(picture, ROLES)
        except pictures.PictureUnreadableError as error:
            refuse_if((Reason("picture-unreadable", str(error)),))


def _keep(row: Advert, at: datetime) -> None:
    """Save a booking as it stands now, and make its appointments what its dates say."""
    row.standing = _stands(row, at)
    row.save()
    turns = {"start": row.starts_at, "end": row.ends_at}
    wanted = [
        Appointed(TURN, moment, name)
        for name, moment in turns.items()
        if not row.paused and moment is not None and moment > at
    ]
    keep_appointments(_thing(row), wanted, at=at)


def _thing(row: Advert) -> Thing:
    return Thing(KIND, str(row.pk), row.name)


def _tell(act: str, row: Advert, by: User | None, at: datetime, before: dict[str, Any]) -> None:
    record = write(act, subject=row, actor=by, at=at, before=before, after=facts_of(row))
    leave(Done(act, _thing(row), "", record.pk, at, {"advert": row.pk}))
    log.info(act, advert=row.pk, actor=by.pk if by else None)
