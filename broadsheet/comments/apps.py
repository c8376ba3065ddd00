"""The room as a Django app."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """The room ``comments``."""

    name = "broadsheet.comments"
    label = "comments"
