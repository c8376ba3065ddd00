"""The room as a Django app."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """The room ``stories``."""

    name = "broadsheet.stories"
    label = "stories"

    def ready(self) -> None:
        """Put the acts behind their doors, the guard at every other way, the pages at the press."""
        from broadsheet.stories import (
            guards,
            journal,
            latest,
            picture_files,
            printing,
            sponsoring,
            timetable,
        )
        from broadsheet.stories.actions import behind_doors, embargo
        from broadsheet.stories.embargo import pictures, reading
        from broadsheet.stories.ledger import printing as ledger_printing
        from broadsheet.stories.social import checks
        from broadsheet.stories.social import printing as social_printing

        behind_doors.install()
        embargo.install()
        reading.stand()
        pictures.stand()
        guards.stand()
        journal.listen()
        picture_files.connect()
        timetable.install()
        sponsoring.stand()
        ledger_printing.watch()  # ahead: its addresses would pass for sections'
        social_printing.watch()
        checks.stand()
        printing.watch()
        latest.set_going()
