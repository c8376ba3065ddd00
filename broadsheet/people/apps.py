"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room ``people``."""

    name = "broadsheet.people"
    label = "people"
