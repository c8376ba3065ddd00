"""The room as a Django app."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """The room ``press``."""

    name = "broadsheet.press"
    label = "press"
