"""The room as a Django app."""

from django.apps import AppConfig


class SectionsConfig(AppConfig):
    """The room ``sections``."""

    name = "broadsheet.sections"
    label = "sections"

    def ready(self) -> None:
        """Write to the log what Wagtail's history tells of sections; tell the press of them."""
        from broadsheet.sections import journal, printing

        journal.listen()
        printing.watch()
