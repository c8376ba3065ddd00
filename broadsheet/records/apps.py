"""The room as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    """The room ``records``."""

    name = "broadsheet.records"
    label = "records"

    def ready(self) -> None:
        """Put the append-only triggers back after every ``migrate``."""
        post_migrate.connect(guard_again, dispatch_uid="records.guard_again")


def guard_again(*, app_config: AppConfig, using: str, **options: Any) -> None:
    """Put the triggers on: a table that SQLite made anew has lost them."""
    if app_config.label != "records":
        return
    from broadsheet.records.triggers import place_all

    place_all(connections[using])
