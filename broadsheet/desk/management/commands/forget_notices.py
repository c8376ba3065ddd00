"""`manage.py forget_notices`: removes the desk's notices that are a month old."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from broadsheet.desk.notices.telling import forget
from broadsheet.kit import clock


class Command(BaseCommand):
    """Safe to run at any time, and again; the worker does it once a day."""

    help = "Remove the desk's notices that are a month old."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them."""
        gone = forget(clock.now())
        if options["verbosity"] > 0:
            self.stdout.write(f"{gone} notices were removed.")
