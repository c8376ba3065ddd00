"""The room as a Django app."""

from django.apps import AppConfig


class DistributionConfig(AppConfig):
    """The room ``distribution``."""

    name = "broadsheet.distribution"
    label = "distribution"

    def ready(self) -> None:
        """Have what machines ask for printed."""
        from broadsheet.distribution import listeners, printing
        from broadsheet.distribution.following import printing as following_printing
        from broadsheet.distribution.following import today

        following_printing.watch()
        today.install()
        printing.watch()
        listeners.listen()
