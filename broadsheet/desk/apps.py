"""The room as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room ``desk``."""

    name = "broadsheet.desk"
    label = "desk"

    def ready(self) -> None:
        """Let each part take up its work."""
        from broadsheet.desk.checks import house
        from broadsheet.desk.listing import finding, keeping
        from broadsheet.desk.notices import comments, telling
        from broadsheet.desk.review import installing as review
        from broadsheet.desk.withdrawal import installing
        from broadsheet.desk.workflow import listening
        from broadsheet.stories.finding import find_with

        house.stand()
        keeping.listen()
        find_with(finding.find)
        installing.install()
        review.install()
        listening.listen()
        telling.install()
        comments.install()
