"""The room as a Django app."""

from django.apps import AppConfig


class DistributionConfig(AppConfig):
    """The room ``distribution``."""

    name = "broadsheet.distribution"
    label = "distribution"
