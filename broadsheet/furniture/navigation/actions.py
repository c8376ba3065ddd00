"""The acts on the navigation: change it, take a version back, turn it at its time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.furniture.models import Menu, MenuVersion
from broadsheet.furniture.navigation import rules
from broadsheet.furniture.navigation.rules import Document
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused, refuse_if
from broadsheet.outbox.actions import Appointed, keep_appointments, leave
from broadsheet.outbox.kinds import Done, Due, Thing
from broadsheet.records.actions import write

CHANGE, TURN = "navigation.change", "navigation.turn"
KIND = "menu"
log = structlog.get_logger(__name__)


def change(
    language: str,
    document: Document,
    *,
    by: User | None,
    over: int | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Menu:
    """Put another version in the place of a language's navigation.

    ``over`` is the version that the editor had before them (0: none yet); if somebody saved
    another meanwhile the act is refused, so that neither's work is lost. Raises
    ``PermissionDenied``, ``Refused``, and ``LookupError`` for a language that is not ours.
    """
    if language not in dict(settings.LANGUAGES):
        raise LookupError(f"{language!r} is no language of the paper.")
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, CHANGE)
        refuse_if(rules.against(document))
        row = Menu.objects.select_for_update().filter(language=language).first()
        _refuse_if_changed(row, over)
        before = row.document if row else {}
        row = row or Menu(language=language, number=0)
        row.number, row.document, row.as_of = row.number + 1, rules.stored(document), moment
        row.save()
        MenuVersion.objects.create(
            language=language, number=row.number, document=row.document, at=moment, by=by, note=note
        )
        record = write(
            CHANGE, subject=row, actor=by, at=moment, before=before, after=row.document, note=note
        )
        _keep_times(row, moment)
        facts = {"language": language, "number": row.number}
        leave(Done(CHANGE, _thing(row), str(row.number), record.pk, moment, facts))
    log.info(CHANGE, language=language, number=row.number, actor=by.pk if by else None)
    return row


def take_back(language: str, number: int, *, by: User | None, at: datetime | None = None) -> Menu:
    """Have an earlier version stand again, as a new one; raises ``MenuVersion.DoesNotExist``."""
    version = MenuVersion.objects.get(language=language, number=number)
    note = f"Version {number} again"
    return change(language, rules.read(version.document), by=by, note=note, at=at)


def turn(due: Due) -> bool:
    """Let rows whose time has come begin or end; the outbox calls it at that moment."""
    row = Menu.objects.select_for_update().filter(pk=due.subject.id).first()
    if row is None or row.as_of >= due.due_at:
        return False
    before: dict[str, Any] = {"as_of": row.as_of}
    row.as_of = due.due_at
    row.save()
    write(TURN, subject=row, actor=None, at=due.at, before=before, after={"as_of": row.as_of})
    return True


def _refuse_if_changed(row: Menu | None, over: int | None) -> None:
    number = row.number if row else 0
    if over is not None and over != number:
        words = "Somebody saved another version meanwhile: compare the two, then save yours again."
        raise Refused(Reason("changed", words))


def _keep_times(row: Menu, at: datetime) -> None:
    moments = rules.moments(rules.read(row.document), at)
    wanted = [Appointed(TURN, moment, moment.isoformat()) for moment in moments]
    keep_appointments(_thing(row), wanted, at=at)


def _thing(row: Menu) -> Thing:
    return Thing(KIND, str(row.pk), str(row))
