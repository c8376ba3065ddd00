"""Erasing what the law no longer lets the paper keep: the one way around "only ever added".

The rows stay, with their times, kinds and hashes; their words go. The database's own triggers are
lifted and put back within the transaction of the act that asks for it, so that nobody else ever
meets the tables without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models

from broadsheet.press.changes import in_bulk
from broadsheet.records.triggers import lift, place
from broadsheet.stories import keys
from broadsheet.stories.models import Correction, Version


def erase_words(story: int) -> None:
    """Erase the words of every version of a story and of its rows in the ledger.

    Called inside the act that erases a sealed story, and by nothing else.
    """
    with (
        in_bulk(keys.story(story), keys.history(story), keys.LEDGER),
        _open_for_writing(Version),
        _open_for_writing(Correction),
    ):
        Version.objects.filter(story_id=story).update(text=[], pictures=[])
        Correction.objects.filter(story_id=story).update(text="", changed=[])


@contextmanager
def _open_for_writing(model: type[models.Model]) -> Iterator[None]:
    table = model._meta.db_table  # noqa: SLF001 - the documented way to a table's name
    if connection.vendor == "postgresql":
        connection.check_constraints()  # what is still to be checked would keep the triggers
    lift(connection, table)
    yield
    place(connection, table)
