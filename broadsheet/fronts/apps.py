"""The room as a Django app."""

from django.apps import AppConfig


class FrontsConfig(AppConfig):
    """The room ``fronts``."""

    name = "broadsheet.fronts"
    label = "fronts"

    def ready(self) -> None:
        """Put fronts at the press, and their acts at their times."""
        from broadsheet.fronts import lateness, printing, rails, serving, timetable
        from broadsheet.fronts.banners import installing as banners

        printing.watch()
        timetable.install()
        lateness.install()
        serving.arrange()
        rails.settle()
        banners.install()
