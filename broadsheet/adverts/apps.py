"""The room as a Django app."""

from django.apps import AppConfig


class AdvertsConfig(AppConfig):
    """The room ``adverts``."""

    name = "broadsheet.adverts"
    label = "adverts"
