"""The room as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """The room ``kit``."""

    name = "broadsheet.kit"
    label = "kit"
