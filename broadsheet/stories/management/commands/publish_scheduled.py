"""Wagtail's scheduler, story by story: one that fails keeps no other from going out.

It takes the place of Wagtail's own command of that name, which stops at the first failing receiver
and lets two runs publish twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from django.core.management.base import CommandError
from django.db import transaction
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Page, Revision

from broadsheet.kit import clock
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door

log = structlog.get_logger(__name__)


class Command(WagtailCommand):
    """Publishes what is due and takes offline what has expired."""

    help = "Publish what is due and take offline what has expired, each in its own transaction."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is due; raises ``CommandError`` at the end if something failed."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = clock.now()
        with came_by(Door.SCHEDULER):
            failed = [what for what in (*_expire(now), *_publish(now)) if what]
        if failed:
            raise CommandError(f"Not done, and tried again next time: {'; '.join(failed)}")


def _expire(now: datetime) -> list[str]:
    due = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    return [_each(_take_offline, pk, now) for pk in due.values_list("pk", flat=True)]


def _publish(now: datetime) -> list[str]:
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    return [_each(_send_out, pk, now) for pk in due.values_list("pk", flat=True)]


def _each(act: Callable[[int, datetime], None], pk: int, now: datetime) -> str:
    """Do one act in its own transaction; return what failed, in words."""
    try:
        with transaction.atomic():
            act(pk, now)
    except Exception as error:
        log.exception("scheduler.failed", act=act.__name__, row=pk)
        return f"{act.__name__.strip('_')} {pk}: {error}"
    return ""


def _take_offline(pk: int, now: datetime) -> None:
    page = Page.objects.select_for_update().filter(pk=pk, live=True, expire_at__lt=now).first()
    if page is not None:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _send_out(pk: int, now: datetime) -> None:
    """Publish, unless another run was quicker: its commit took the revision off the schedule."""
    due = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now)
    if (revision := due.first()) is not None:
        revision.publish(log_action="wagtail.publish.scheduled")
