"""The room as a Django app."""

from django.apps import AppConfig


class AdvertsConfig(AppConfig):
    """The room ``adverts``."""

    name = "broadsheet.adverts"
    label = "adverts"

    def ready(self) -> None:
        """Register the slot, the page of a reader's choices, and what is done at its time."""
        from broadsheet.adverts import printing, timetable

        printing.settle()
        timetable.install()
