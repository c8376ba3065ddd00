"""Webhooks: who is told of what happens in the conversation, by an administrator's word."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.comments.actions.deciding import WRITTEN_AS, refused
from broadsheet.comments.actions.mending import EDIT
from broadsheet.comments.actions.posting import POST
from broadsheet.comments.actions.reporting import REPORT
from broadsheet.comments.models import Webhook
from broadsheet.kit import clock
from broadsheet.records.actions import Subject, write

CHANGE = "machine.change"
EVENTS = tuple(sorted({POST, EDIT, REPORT, *WRITTEN_AS.values()}))
MOST = 5
"""So many webhooks a paper has at most: each act asks every one of them."""


@dataclass(frozen=True)
class Hooked:
    """A webhook that is wanted."""

    address: str
    events: tuple[str, ...] = ()
    whole: bool = False
    asked: bool = False
    failing: str = Webhook.Failing.HOLD


def standing() -> QuerySet[Webhook]:
    """Return the webhooks that are in use."""
    return Webhook.objects.filter(stopped_at=None).order_by("pk")


def add_hook(wanted: Hooked, *, by: User | None, at: datetime | None = None) -> Webhook:
    """Have an address told, or asked. Raises ``PermissionDenied`` and ``Refused``."""
    allow(by, CHANGE)
    moment = at or clock.now()
    if not wanted.events and not wanted.asked:
        raise refused("events", _("Say what the address is told of, or that it is asked."))
    if not set(wanted.events) <= set(EVENTS):
        raise refused("events", _("There is no such event."))
    with transaction.atomic():
        there = list(standing().select_for_update())
        if len(there) >= MOST:
            words = _("There are %(most)d webhooks already: stop one first.")
            raise refused("many", words % {"most": MOST})
        if wanted.asked and any(one.asked for one in there):
            raise refused("asked", _("Another address is asked already: stop it first."))
        row = Webhook.objects.create(
            address=wanted.address,
            events=sorted(wanted.events),
            whole=wanted.whole,
            asked=wanted.asked,
            failing=wanted.failing,
            salt=secrets.token_hex(16),
            made_by=by,
            made_at=moment,
        )
        after = {"events": row.events, "whole": row.whole, "asked": row.asked}
        write("comment.hook", subject=subject_of(row), actor=by, at=moment, after=after)
    return row


def stop_hook(hook: int, *, by: User | None, at: datetime | None = None) -> None:
    """Tell an address no more; twice is once. Raises ``Webhook.DoesNotExist``."""
    allow(by, CHANGE)
    moment = at or clock.now()
    row = Webhook.objects.get(pk=hook)
    if Webhook.objects.filter(pk=hook, stopped_at=None).update(stopped_at=moment):
        write("comment.hook_stop", subject=subject_of(row), actor=by, at=moment)


def subject_of(row: Webhook) -> Subject:
    """Return a webhook as the log names it: a path may hold a secret, and does not stand there."""
    return Subject("comment webhook", str(row.pk), f"No. {row.pk}")
