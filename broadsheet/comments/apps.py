"""The room as a Django app."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """The room ``comments``."""

    name = "broadsheet.comments"
    label = "comments"

    def ready(self) -> None:
        """Have threads printed, and keep what is of one reader from the press."""
        from broadsheet.comments import freshness, mailing, printing, slots
        from broadsheet.comments.actions import following
        from broadsheet.comments.api import installing
        from broadsheet.comments.moderation import telling
        from broadsheet.comments.rights import listeners

        freshness.watch()
        printing.watch()
        slots.settle()
        following.install()
        installing.install()
        mailing.install()
        listeners.listen()
        telling.install()
