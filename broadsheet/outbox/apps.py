"""The room as a Django app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The room ``outbox``."""

    name = "broadsheet.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Wake the worker of this process when something is left for it."""
        from broadsheet.outbox import rounds

        rounds.listen()
