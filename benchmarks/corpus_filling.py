"""Brings the stories of the corpus in; imported once Django is set up."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from corpus_words import AGENCIES, DESKS, SECTIONS, Plan, people, plan, topics

from broadsheet.kit.slugs import slugify
from broadsheet.people.actions import add_contributor
from broadsheet.people.models import Contributor
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door
from broadsheet.sections.actions import add_section, add_topic
from broadsheet.sections.founding import found
from broadsheet.sections.models import FrontPage, Section, Topic
from broadsheet.stories.actions.bringing_in import Incoming, bring_in, settle_planner
from broadsheet.stories.actions.indexing import index
from broadsheet.stories.models import Byline, OldAddress, Story, StoryTopic
from broadsheet.stories.rules import Clocks

FIRST = datetime(2015, 1, 1, tzinfo=UTC)
APART = timedelta(minutes=11)
ANALYZE_EVERY = 20


class Names:
    """Rows of the corpus's sections, bylines and topics, found or added by their rooms' acts."""

    def __init__(self) -> None:
        self.sections: dict[tuple[str, str], Section] = {}
        self.bylines: dict[str, Contributor] = {}
        self.topics: dict[str, Topic] = {}
        self._sections()
        self._bylines()
        self._topics()

    def _sections(self) -> None:

        front = FrontPage.objects.first() or found("The Corpus", "http://127.0.0.1:8000")
        there = {section.key: section for section in Section.objects.all()}
        for name, below in SECTIONS.items():
            key = name.lower()
            parent = there.get(key) or add_section(name, parent=front, by=None, key=key)
            for sub in below:
                sub_key = f"{key}-{sub.lower()}"
                section = there.get(sub_key) or add_section(
                    sub, parent=parent, by=None, key=sub_key
                )
                self.sections[name, sub] = section

    def _bylines(self) -> None:

        self.bylines = {row.name: row for row in Contributor.objects.all()}
        wanted: list[tuple[str, str, str | None]] = [(name, "person", None) for name in people()]
        wanted += [(name, "desk", None) for name in DESKS]
        wanted += [(name, "agency", f"agency-{i}") for i, name in enumerate(AGENCIES)]
        for name, kind, key in wanted:
            if name not in self.bylines:
                self.bylines[name] = add_contributor(name, kind=kind, key=key, by=None)

    def _topics(self) -> None:

        self.topics = {row.name: row for row in Topic.objects.all()}
        for name in topics():
            if name not in self.topics:
                self.topics[name] = add_topic(name, by=None)


def address(seed: int, place: int) -> str:
    """Return the old address by which the story at ``place`` is known."""
    return f"/corpus/{seed}/{place}.html"


def incoming(seed: int, place: int, names: Names) -> Incoming:
    """Make the story at ``place`` ready to be brought in."""

    made = plan(seed, place)
    published = FIRST + APART * place
    updated = published + timedelta(minutes=made.minutes_to_update)
    return Incoming(
        story=_story(made, slugify(made.headline, fallback="story"), names),
        section=names.sections[made.section],
        clocks=Clocks(published, updated if made.minutes_to_update else None),
        old_addresses=(address(seed, place),),
    )


def _story(made: Plan, slug: str, names: Names) -> Story:

    story = Story(
        title=made.headline,
        slug=slug,
        standfirst=made.standfirst,
        language=made.language,
        dateline=made.dateline,
        form=made.form,
        body=made.body,
    )
    story.bylines.set([Byline(contributor=names.bylines[name]) for name in made.bylines])
    story.story_topics.set([StoryTopic(topic=names.topics[name]) for name in made.topics])
    return story


def missing(seed: int, stories: int) -> Iterator[int]:
    """Return the places of the corpus that are not there yet, in their order."""

    known = OldAddress.objects.filter(path__startswith=f"/corpus/{seed}/")
    there = set(known.values_list("path", flat=True))
    return (place for place in range(stories) if address(seed, place) not in there)


def fill(seed: int, stories: int, batch: int, *, quiet: bool) -> dict[str, float]:
    """Bring in what is missing, a batch to a transaction; return what it took."""

    names, started, done = Names(), time.perf_counter(), 0
    waiting = list(missing(seed, stories))
    for round_, start in enumerate(range(0, len(waiting), batch)):
        places = waiting[start : start + batch]
        with came_by(Door.IMPORTER):
            bring_in([incoming(seed, place, names) for place in places], by=None)
        done += len(places)
        if round_ % ANALYZE_EVERY == 0:
            settle_planner()
        if not quiet:
            _show(done, len(waiting), time.perf_counter() - started)
    settle_planner()
    seconds = time.perf_counter() - started
    return {"stories": done, "seconds": round(seconds, 1), "rate": round(done / (seconds or 1), 1)}


def _show(done: int, of: int, seconds: float) -> None:
    rate = done / seconds
    left = (of - done) / rate
    sys.stderr.write(f"\r{done:>8,} of {of:,}  {rate:6.0f} a second  {left:5.0f} s left ")
    sys.stderr.flush()


def fill_indexes(seed: int, *, quiet: bool) -> float:
    """Write the corpus into the index of references and the search index; return the seconds."""
    started = time.perf_counter()
    stories = OldAddress.objects.filter(path__startswith=f"/corpus/{seed}/")
    waiting = list(stories.order_by("story_id").values_list("story_id", flat=True))
    for done in index(waiting):
        if not quiet:
            _show(done, len(waiting), time.perf_counter() - started)
    return round(time.perf_counter() - started, 1)
