"""Makes the demo newspaper in the database that is open; safe to run again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.conf import settings

from broadsheet.accounts.models import Role
from broadsheet.demo import words
from broadsheet.demo.arranging import Board, arrange
from broadsheet.demo.dates import day_zero, moment_of
from broadsheet.demo.fields import WordsError
from broadsheet.demo.filing import Room, day_of_first_run, print_edition
from broadsheet.demo.films import screen
from broadsheet.demo.furnishing import furnish
from broadsheet.demo.library import hang, make_files
from broadsheet.demo.newsroom import Desk, engage, name_topics, open_sections
from broadsheet.demo.proof import proofread
from broadsheet.demo.selling import sell
from broadsheet.demo.staffing import DemoStaff, hire, holder
from broadsheet.demo.talking import talk
from broadsheet.sections.founding import found

Report = Callable[[str, int, int], None]
OPENED = words.Moment(-14, "06:00")


@dataclass(frozen=True, slots=True)
class DemoPaper:
    """The newspaper that was made, or found: its words, its own day, what it holds, its staff."""

    paper: words.Paper
    day: date
    sections: int
    topics: int
    people: int
    pictures: int
    stories: int
    staff: tuple[DemoStaff, ...]


def build(report: Report, now: datetime) -> DemoPaper:
    """Make the demo newspaper, or what lacks of it, as of the aware moment `now`.

    `report` is told what is being done, how much of it is done, and how much there is. Nothing
    that stands is changed: a second run adds nothing. Raises WordsError if the edition's files
    are at fault; then nothing was made.
    """
    edition = words.load_edition()
    if faults := proofread(edition):
        raise WordsError("\n".join(faults))
    made = build_edition(edition, report, now)
    sold = sell(holder(Role.EDITOR), now)
    report("Advertisements", sold, sold)
    return made


def build_edition(edition: words.Edition, report: Report, now: datetime) -> DemoPaper:
    """Make a newspaper of an edition that was read and proofread; see `build`."""
    day = day_of_first_run(edition) or day_zero(edition, now)
    opened = moment_of(OPENED, day, edition.paper.zone)
    front = found(edition.paper.name, settings.SITE_URL)
    sections = open_sections(edition, front, Desk(None, opened))
    report("Sections", len(sections), len(sections))
    hired = hire(opened, now)
    report("Staff", len(hired), len(hired))
    staff = {role: holder(role) for role in Role.values}
    pictures = hang(edition, day, by=staff[Role.PICTURE_DESK], report=partial(report, "Pictures"))
    make_files(edition, pictures, report=partial(report, "Renditions"))
    desk = Desk(staff[Role.EDITOR], opened)
    people = engage(edition, pictures, desk)
    report("People", len(people), len(people))
    topics = name_topics(edition, desk)
    report("Topics", len(topics), len(topics))
    films = screen(edition.recordings, pictures, by=staff[Role.PICTURE_DESK])
    report("Recordings", len(films), len(films))
    room = Room(edition, day, sections, topics, people, pictures, staff, films)
    stories = print_edition(room, partial(report, "Stories"))
    fronts = arrange(Board(stories, sections, topics, staff, now))
    report("Fronts", fronts, fronts)
    talked = talk(stories, by=staff[Role.MODERATOR])
    report("Comments", talked, talked)
    furnished = furnish(room, desk)
    report("Navigation and promos", furnished, furnished)
    return DemoPaper(
        paper=edition.paper,
        day=day,
        sections=len(sections),
        topics=len(topics),
        people=len(people),
        pictures=len(pictures),
        stories=len(stories),
        staff=hired,
    )
