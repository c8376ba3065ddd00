"""The room as a Django app."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The room ``archive``."""

    name = "broadsheet.archive"
    label = "archive"
