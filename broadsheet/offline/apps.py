"""The room as a Django app."""

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    """The room ``offline``."""

    name = "broadsheet.offline"
    label = "offline"

    def ready(self) -> None:
        """Keep the list of what changed, and have it printed with the worker and its pages."""
        from broadsheet.offline import marking, printing

        printing.watch()
        marking.listen()
