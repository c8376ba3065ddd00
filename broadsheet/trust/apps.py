"""The room as a Django app."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    """The room ``trust``."""

    name = "broadsheet.trust"
    label = "trust"
