"""The room as a Django app."""

from django.apps import AppConfig


class LiteConfig(AppConfig):
    """The room ``lite``."""

    name = "broadsheet.lite"
    label = "lite"

    def ready(self) -> None:
        """Have lite pages printed when they are asked for."""
        from broadsheet.lite import printing

        printing.watch()
