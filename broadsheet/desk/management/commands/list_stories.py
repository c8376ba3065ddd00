"""`manage.py list_stories`: puts every story that the desk's list lacks on it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from broadsheet.desk.listing import keeping


class Command(BaseCommand):
    """Safe to run at any time, and again."""

    help = "List the stories that the desk's list lacks."

    def handle(self, *args: Any, **options: Any) -> None:
        """List them, a batch to a transaction."""
        done = 0
        for done in keeping.fill():
            if options["verbosity"] > 1:
                self.stderr.write(f"{done}")
        if options["verbosity"] > 0:
            self.stdout.write(f"{done} stories were listed.")
