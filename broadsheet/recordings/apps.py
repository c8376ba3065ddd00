"""The room as a Django app."""

from django.apps import AppConfig


class RecordingsConfig(AppConfig):
    """The room ``recordings``."""

    name = "broadsheet.recordings"
    label = "recordings"

    def ready(self) -> None:
        """Tell the press and the outbox of what is here."""
        from broadsheet.recordings import embargo, printing

        embargo.stand()
        printing.watch()
