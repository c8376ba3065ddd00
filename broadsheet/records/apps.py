"""The room as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The room ``records``."""

    name = "broadsheet.records"
    label = "records"
