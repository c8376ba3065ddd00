"""The list's index, lent to the rooms beside this one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from broadsheet.desk.listing import queries, searching
from broadsheet.sections.models import Section
from broadsheet.stories.finding import Among, Asked, Found

SORTS = {Among.OUT: "out", Among.DUE: "due", Among.ALL: "changed"}


def find(user: Any, asked: Asked, at: datetime) -> Found:
    """Return a page of what is asked for, of the stories that the user finds in the list."""
    rows = queries.seen(user, at)
    if asked.among is Among.OUT:
        rows = rows.filter(live=True)
    if asked.language:
        rows = rows.filter(language=asked.language)
    if asked.section is not None:
        section = Section.objects.filter(pk=asked.section).first()
        rows = rows.filter(section__in=queries.below(section) if section else [])
    try:
        after = queries.Place.read(asked.after) if asked.after else None
    except ValueError:
        after = None
    rows = searching.find(rows, asked.text)
    page = queries.page_of(rows, SORTS[asked.among], after)
    return Found(tuple(row.pk for row in page.rows), str(page.older or ""))
