"""What a front is until an editor arranges it."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.fronts.document import NEWS, Backfill, Container, Document, Source
from broadsheet.fronts.models import Front
from broadsheet.sections.queries import tree

# Lead with a column beside it and lines under it; a tier of pictures; opinion; a section's band.
ON_TOP, TIER, OPINIONS, IN_A_BAND = 8, 4, 4, 9
MOST_BANDS = 20
BESIDE = 5


def default_document(front: Front) -> Document:
    """Return what a front is while it has no version, from the sections that there are."""
    if front.kind == Front.Kind.SECTION:
        return of_one("section", front.section_id)
    if front.kind == Front.Kind.SPECIAL:
        return of_one("topic", front.topic_id)
    if front.kind == Front.Kind.RAIL:
        return Document((Container(_id(1), "list", shows=BESIDE, backfill=Backfill("newest")),))
    return home([place.pk for place in tree().top()])


def home(sections: Iterable[int]) -> Document:
    """Return the home page: the newest in the order of its importance, then section by section."""
    bands = (
        Container(
            _id(0x100 + place),
            "band",
            section=section,
            shows=IN_A_BAND,
            backfill=Backfill("section", section),
        )
        for place, section in enumerate(list(sections)[:MOST_BANDS])
    )
    news, pictured = Backfill("newest", form=NEWS), Backfill("newest", None, True, NEWS)
    return Document(
        (
            Container(_id(1), "lead-four", shows=ON_TOP, backfill=news),
            Container(_id(2), "row", shows=TIER, backfill=pictured),
            Container(_id(3), "opinion", shows=OPINIONS, backfill=Backfill("form", "opinion")),
            *bands,
        )
    )


def of_one(source: Source, value: int | None) -> Document:
    """Return a section's or a topic's front: lead with a column, a row of pictures, a list."""
    if value is None:
        return Document()
    whole, pictured = Backfill(source, value), Backfill(source, value, True)
    return Document(
        (
            Container(_id(1), "lead-four", shows=ON_TOP, backfill=whole),
            Container(_id(2), "row", shows=TIER, backfill=pictured),
        )
    )


def _id(number: int) -> str:
    return f"{number:08x}"
