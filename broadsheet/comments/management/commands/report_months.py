"""``report_months``: make the transparency reports of the months that are over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from broadsheet.comments.rights.reporting import make, months_without
from broadsheet.kit import clock


class Command(BaseCommand):
    """Safe to run again: a report that stands is left as it is."""

    help = "Make the transparency reports of the conversation for the months that are over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing, the oldest first."""
        now = clock.now()
        for month in months_without(now):
            make(month, at=now)
            self.stdout.write(f"{month:%Y-%m}")
