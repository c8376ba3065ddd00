"""The room as a Django app."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    """The room ``pictures``."""

    name = "broadsheet.pictures"
    label = "pictures"
