"""The room as a Django app."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The room ``config``."""

    name = "broadsheet.config"
    label = "config"
