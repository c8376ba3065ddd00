"""Going on duty at the moderators' desk, with the languages that one reads, and off again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import pages_where_may
from broadsheet.comments.actions.claiming import let_go
from broadsheet.comments.actions.deciding import MODERATE, refused
from broadsheet.comments.models import Shift
from broadsheet.records.actions import Subject, write

BEGIN, END = "duty.begin", "duty.end"


def go_on(by: User, languages: Collection[str], *, at: datetime) -> Shift:
    """Go on duty, or say anew which languages one reads.

    Raises ``PermissionDenied`` for whoever moderates nothing, and ``Refused`` without a language.
    """
    if pages_where_may(by, MODERATE) is None:
        raise PermissionDenied
    read = [code for code, _name in settings.LANGUAGES if code in languages]
    if not read:
        raise refused("languages", _("Say which languages you read."))
    with transaction.atomic():
        shift = Shift.objects.select_for_update().filter(moderator=by, until=None).first()
        if shift is None:
            shift = Shift(moderator=by, since=at)
        shift.languages = read
        shift.save()
        write(BEGIN, subject=_subject(by), actor=by, at=at, after={"languages": read})
    return shift


def go_off(by: User, *, at: datetime) -> bool:
    """Go off duty, and let go of what one has in hand; return whether one was on."""
    with transaction.atomic():
        ended = Shift.objects.filter(moderator=by, until=None).update(until=at)
        let_go(by)
        if ended:
            write(END, subject=_subject(by), actor=by, at=at)
    return bool(ended)


def _subject(user: User) -> Subject:
    return Subject("duty", str(user.pk), str(user))
