"""Wagtail's scheduler by its own name: the outbox's, for whoever runs it by cron or by hand.

It takes the place of Wagtail's own command, which stops at the first failing receiver and lets two
runs publish twice. A worker that is running does all of this by itself.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from broadsheet.kit import clock
from broadsheet.outbox.timekeeping import do_all_due
from broadsheet.stories import timetable


class Command(WagtailCommand):
    """Publishes what is due and takes offline what has expired."""

    help = "Publish what is due and take offline what has expired, each in its own transaction."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is due; raises ``CommandError`` at the end if something failed."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = clock.now()
        timetable.adopt(now)
        failed = [outcome.failed for outcome in do_all_due(now) if outcome.failed]
        if failed:
            raise CommandError(f"Not done, and tried again: {'; '.join(failed)}")
