"""The room as a Django app."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """The room ``stories``."""

    name = "broadsheet.stories"
    label = "stories"
