"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room ``people``."""

    name = "broadsheet.people"
    label = "people"

    def ready(self) -> None:
        """Tell the press of contributors."""
        from broadsheet.people import printing

        printing.watch()
