"""The room as a Django app."""

from django.apps import AppConfig


class FrontsConfig(AppConfig):
    """The room ``fronts``."""

    name = "broadsheet.fronts"
    label = "fronts"
