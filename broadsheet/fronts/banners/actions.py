"""The acts on banners: raise, change, take down; and how one ends by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.queries import may
from broadsheet.fronts.banners import queries, rules
from broadsheet.fronts.models import Banner, BannerSection
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import Done, Due, Thing
from broadsheet.records.actions import write
from broadsheet.sections.models import Section
from broadsheet.stories.models import Story

log = structlog.get_logger(__name__)
KIND, END = "banner", "banner.end"
State = Banner.State


def raise_banner(order: rules.Order, *, by: User | None, at: datetime | None = None) -> Banner:
    """Raise a banner: readers see it as soon as this is committed and the press has gone round.

    Raises ``PermissionDenied``, and ``Refused`` for what the rules have against it.
    """
    moment = at or clock.now()
    with transaction.atomic():
        places = _allowed(by, order.level, order.sections)
        _refuse(order, moment)
        row = Banner.objects.create(
            **_columns(order), raised_by=by, raised_at=moment, changed_at=moment
        )
        _stand_in(row, places)
        _tell("banner.raise", row, by, moment, before=None)
    return row


def change_banner(
    banner: Banner, order: rules.Order, *, by: User | None, at: datetime | None = None
) -> Banner:
    """Have a standing banner say something else, or elsewhere, or longer; raises as above."""
    moment = at or clock.now()
    with transaction.atomic():
        row = _locked(banner)
        _allowed(by, row.level, queries.sections_of(row))
        places = _allowed(by, order.level, order.sections)
        _refuse(order, moment, but=row)
        before = facts(row)
        for name, value in _columns(order).items():
            setattr(row, name, value)
        row.changed_at = moment
        row.save()
        _stand_in(row, places)
        _tell("banner.change", row, by, moment, before=before)
    return row


def take_down(
    banner: Banner, *, by: User | None, note: str = "", at: datetime | None = None
) -> Banner:
    """Take a banner down; raises ``PermissionDenied``, and ``Refused`` if it is down already."""
    moment = at or clock.now()
    with transaction.atomic():
        row = _locked(banner)
        _allowed(by, row.level, queries.sections_of(row))
        return _end(row, State.DOWN, "banner.take_down", by, moment, note)


def check(order: rules.Order, *, by: User | None, but: Banner | None = None) -> None:
    """Raise what raising or changing a banner so would raise; nothing is written."""
    _allowed(by, order.level, order.sections)
    _refuse(order, clock.now(), but=but)


def end_at_its_time(due: Due) -> bool:
    """End a banner whose time is over; the outbox calls it at that moment."""
    row = Banner.objects.select_for_update().filter(pk=due.subject.id).first()
    if row is None or not row.is_up or row.until > due.at:
        return False
    _end(row, State.OVER, END, None, due.at, "")
    return True


def go_with_story(story: int, *, at: datetime) -> int:
    """End the banners that lead to a story which readers cannot open any more; say how many."""
    with transaction.atomic():
        rows = Banner.objects.select_for_update().filter(story=story, state=State.UP)
        there = list(rows)
        for row in there:
            _end(row, State.GONE, "banner.gone", None, at, "")
    return len(there)


def may_act(user: Any, banner: Banner) -> bool:
    """Say whether a user may change a banner or take it down."""
    try:
        _allowed(user, banner.level, queries.sections_of(banner))
    except PermissionDenied:
        return False
    return True


def facts(row: Banner) -> dict[str, Any]:
    """Return what the log keeps of a banner."""
    sections = queries.sections_of(row)
    return {
        "state": row.state,
        "level": row.level,
        "text": row.text,
        "language": row.language,
        "story": row.story_id,
        "until": row.until,
        "sections": None if sections is None else sorted(sections),
    }


def _allowed(by: User | None, level: str, sections: frozenset[int] | None) -> list[Section]:
    """Ask whether a user may act on such a banner there; return the sections as rows."""
    act = rules.ACTS.get(level, rules.ACTS[rules.BREAKING])
    if sections is None:
        allow(by, act)
        return []
    places = list(Section.objects.filter(pk__in=sections).order_by("path"))
    if len(places) != len(sections):
        raise Refused(Reason("section", _("A section is not there any more: choose again.")))
    for place in places:
        allow(by, act, place)
    if not places and by is not None and not may(by, act):
        raise PermissionDenied(_("Your role does not allow this here."))
    return places


def _refuse(order: rules.Order, at: datetime, but: Banner | None = None) -> None:
    linked = None
    if order.story is not None:
        linked = rules.Linked(Story.objects.out().filter(pk=order.story).exists())
    others = [_order_of(row) for row in queries.standing(order.language) if row != but]
    refuse_if(rules.against_standing(order, at, linked, others))


def _order_of(row: Banner) -> rules.Order:
    sections = queries.sections_of(row)
    return rules.Order(row.level, row.text, row.language, row.until, row.story_id, sections)


def _columns(order: rules.Order) -> dict[str, Any]:
    return {
        "level": order.level,
        "text": " ".join(order.text.split()),
        "story_id": order.story,
        "language": order.language,
        "everywhere": order.sections is None,
        "until": order.until,
    }


def _stand_in(row: Banner, places: list[Section]) -> None:
    """Have a banner stand in exactly these sections."""
    wanted = {place.pk for place in places}
    for there in list(row.places.all()):
        if there.section_id in wanted:
            wanted.discard(there.section_id)
        else:
            there.delete()
    for section in sorted(wanted):
        BannerSection.objects.create(banner=row, section_id=section)


def _locked(banner: Banner) -> Banner:
    row = Banner.objects.select_for_update().get(pk=banner.pk)
    if not row.is_up:
        raise Refused(Reason("down", _("This banner is down already. Raise a new one.")))
    return row


def _end(row: Banner, state: str, act: str, by: User | None, at: datetime, note: str) -> Banner:
    before = facts(row)
    row.state, row.ended_by, row.ended_at = state, by, at
    row.save()
    _tell(act, row, by, at, before=before, note=note)
    return row


def _tell(
    act: str,
    row: Banner,
    by: User | None,
    at: datetime,
    *,
    before: dict[str, Any] | None,
    note: str = "",
) -> None:
    """Write to the log, keep the appointment of its end, and leave what follows outside."""
    row = Banner.objects.get(pk=row.pk)
    after, thing = facts(row), Thing(KIND, str(row.pk), row.text)
    record = write(act, subject=row, actor=by, at=at, before=before, after=after, note=note)
    wanted = [Appointed(END, row.until)] if row.is_up else []
    keep_appointments(thing, wanted, at=at)
    leave(Done(act, thing, "", record.pk, at, {"banner": row.pk}))
    log.info(act, banner=row.pk, urgency=row.level, actor=by.pk if by else None)
