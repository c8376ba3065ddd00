"""The room as a Django app."""

from django.apps import AppConfig


class SectionsConfig(AppConfig):
    """The room ``sections``."""

    name = "broadsheet.sections"
    label = "sections"
