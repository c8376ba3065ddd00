"""The room as a Django app."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """The room ``press``."""

    name = "broadsheet.press"
    label = "press"

    def ready(self) -> None:
        """Have the running slots printed."""
        from broadsheet.press import plates, running

        plates.register(running.plate)
