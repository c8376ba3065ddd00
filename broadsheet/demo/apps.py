"""The room as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room ``demo``."""

    name = "broadsheet.demo"
    label = "demo"
