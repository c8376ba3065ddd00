"""The room as a Django app."""

from django.apps import AppConfig


class FurnitureConfig(AppConfig):
    """The room ``furniture``."""

    name = "broadsheet.furniture"
    label = "furniture"

    def ready(self) -> None:
        """Put what stands around the stories at the press, and its times at the outbox."""
        from broadsheet.furniture import timetable
        from broadsheet.furniture.navigation import printing as navigation
        from broadsheet.furniture.promos import printing as promos

        navigation.settle()
        promos.settle()
        timetable.install()
