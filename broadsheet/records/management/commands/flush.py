"""``manage.py flush``: empties the whole database, the log with it."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connections

from broadsheet.records.triggers import lifted


class Command(Flush):
    """Django's own command, with the log's triggers off for as long as it takes.

    Whoever asks for an empty database means the log too; tests that commit ask after each test.
    """

    def handle(self, **options: Any) -> None:
        """Empty the database."""
        with lifted(connections[options["database"]]):
            super().handle(**options)
