"""The room as a Django app."""

from django.apps import AppConfig


class FurnitureConfig(AppConfig):
    """The room ``furniture``."""

    name = "broadsheet.furniture"
    label = "furniture"
