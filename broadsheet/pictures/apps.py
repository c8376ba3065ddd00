"""The room as a Django app."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """The room ``pictures``."""

    name = "broadsheet.pictures"
    label = "pictures"

    def ready(self) -> None:
        """Listen to what happens to pictures."""
        from broadsheet.pictures import embargo, printing, signals

        embargo.stand()
        signals.connect()
        printing.watch()
