"""The room as a Django app."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """The room ``comments``."""

    name = "broadsheet.comments"
    label = "comments"

    def ready(self) -> None:
        """Have threads printed, and keep what is of one reader from the press."""
        from broadsheet.comments import printing, slots

        printing.watch()
        slots.settle()
