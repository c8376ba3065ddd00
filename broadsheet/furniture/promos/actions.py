"""The acts on promos: add, change, put in order, turn at their time.

``by`` is the user who acts, ``None`` the system; ``at`` is the moment, now if it is left out.
A promo for the whole paper is the act of an editor of the whole paper; one for sections may be
theirs who edit each of them. Acts raise ``PermissionDenied``, and ``Refused`` with its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Max

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.furniture import keys
from broadsheet.furniture.models import Promo
from broadsheet.furniture.promos import rules
from broadsheet.furniture.rules import is_address
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import Done, Due, Thing
from broadsheet.press.changes import in_bulk
from broadsheet.records.actions import Subject, write
from broadsheet.sections.models import Section

ADD, CHANGE, TURN, ARRANGE = "promo.add", "promo.change", "promo.turn", "promo.arrange"
KIND = "promo"
EDITABLE = (
    "name", "words", "link_words", "address", "picture", "place", "language", "sections",
    "forms", "starts_at", "ends_at", "is_on",
)  # fmt: skip
log = structlog.get_logger(__name__)


def add(*, by: User | None, at: datetime | None = None, **fields: Any) -> Promo:
    """Add a promo at the end of its language's order. ``fields`` are those of ``EDITABLE``.

    Its picture's files must have been made before (``pictures.actions.prepare``, portrait).
    """
    moment = at or clock.now()
    with transaction.atomic():
        row = Promo(made_at=moment, changed_at=moment)
        _set(row, fields)
        _allow(by, row.sections)
        last = Promo.objects.filter(language=row.language).aggregate(last=Max("order"))["last"]
        row.order = (last or 0) + 1
        _keep(row, moment)
        _tell(ADD, row, by, moment, {})
    return row


def change(promo: Promo, *, by: User | None, at: datetime | None = None, **fields: Any) -> Promo:
    """Change a promo; whoever does must be allowed where it stood and where it will stand."""
    moment = at or clock.now()
    with transaction.atomic():
        row = Promo.objects.select_for_update(of=("self",)).get(pk=promo.pk)
        before = facts_of(row)
        _allow(by, row.sections)
        _set(row, fields)
        _allow(by, row.sections)
        row.changed_at = moment
        _keep(row, moment)
        _tell(CHANGE, row, by, moment, before)
    return row


def arrange(
    language: str, order: Sequence[int], *, by: User | None, at: datetime | None = None
) -> None:
    """Put a language's promos in order; those that are not named follow in the order they had."""
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, CHANGE)
        rows = {row.pk: row for row in Promo.objects.filter(language=language).select_for_update()}
        before = list(rows)
        named = [pk for pk in order if pk in rows]
        after = [*named, *(pk for pk in rows if pk not in named)]
        for place, pk in enumerate(after, 1):
            rows[pk].order = place
        with in_bulk(keys.promos(language)):
            Promo.objects.bulk_update(rows.values(), ["order"])
        what = Subject(KIND, language, f"Promos, {language}")
        write(
            ARRANGE, subject=what, actor=by, at=moment, before={"order": before},
            after={"order": after},
        )  # fmt: skip


def turn(due: Due) -> bool:
    """Let a promo begin or end; the outbox calls it at that moment."""
    row = Promo.objects.select_for_update(of=("self",)).filter(pk=due.subject.id).first()
    if row is None or row.showing == _shows(row, due.at):
        return False
    before = facts_of(row)
    row.showing = not row.showing
    row.save(update_fields=["showing"])
    _tell(TURN, row, None, due.at, before)
    return True


def facts_of(row: Promo) -> dict[str, Any]:
    """Return what the record keeps of a promo before and after an act."""
    columns = {name: getattr(row, name) for name in EDITABLE if name != "picture"}
    return {**columns, "picture": row.picture_id, "showing": row.showing}


def _allow(by: User | None, sections: Sequence[int]) -> None:
    if not sections:
        allow(by, CHANGE)
        return
    for section in Section.objects.filter(pk__in=sections):
        allow(by, CHANGE, section)


def _set(row: Promo, fields: dict[str, Any]) -> None:
    if unknown := set(fields) - set(EDITABLE):
        raise TypeError(f"A promo's {', '.join(sorted(unknown))} cannot be set.")
    for name, value in fields.items():
        setattr(row, name, value)
    row.sections = sorted({int(pk) for pk in row.sections})
    row.forms = sorted(set(row.forms))
    row.name = row.name.strip() or row.words[:80]
    refuse_if(rules.against(row.words, is_address(row.address), row.starts_at, row.ends_at))
    if row.picture is not None and row.picture.is_held:
        words = "The picture is under embargo or withdrawn: choose another."
        raise Refused(Reason("picture", words))


def _shows(row: Promo, at: datetime) -> bool:
    return rules.shows(is_on=row.is_on, starts=row.starts_at, ends=row.ends_at, at=at)


def _keep(row: Promo, at: datetime) -> None:
    """Save a promo as it stands now, and make its appointments what its dates say."""
    row.showing = _shows(row, at)
    row.save()
    ends = {"start": row.starts_at, "end": row.ends_at}
    wanted = [
        Appointed(TURN, moment, name)
        for name, moment in ends.items()
        if row.is_on and moment is not None and moment > at
    ]
    keep_appointments(_thing(row), wanted, at=at)


def _thing(row: Promo) -> Thing:
    return Thing(KIND, str(row.pk), row.name)


def _tell(act: str, row: Promo, by: User | None, at: datetime, before: dict[str, Any]) -> None:
    record = write(act, subject=row, actor=by, at=at, before=before, after=facts_of(row))
    leave(Done(act, _thing(row), "", record.pk, at, {"promo": row.pk}))
    log.info(act, promo=row.pk, actor=by.pk if by else None)
