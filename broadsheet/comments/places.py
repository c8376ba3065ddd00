"""Which rules hold at a place: the paper's, the sections' from the widest down, the thread's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from broadsheet.comments.checks.submission import Mode, Place
from broadsheet.comments.models import PlaceRules, Thread
from broadsheet.comments.policy.clauses import Effect, Override
from broadsheet.kit.keeping import Kept
from broadsheet.kit.remembering import once_a_page
from broadsheet.sections.models import Section
from broadsheet.stories.models import Story

NO_END = 0
KEPT = 1.0
"""Seconds after which changed rules hold in every process."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds at one place, everything inherited settled."""

    mode: Mode = Mode.POST
    open_until: datetime | None = None
    slow_seconds: int = 0
    night: tuple[time, time] | None = None
    sections: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    story: int = 0
    language: str = ""
    path: str = field(default="", compare=False)
    """The section's path in the tree, by which a moderator's role is asked for."""

    def is_night(self, now: datetime) -> bool:
        """Whether ``now`` is in the hours in which nobody is at the desk."""
        if self.night is None:
            return False
        begins, ends = self.night
        clock = timezone.localtime(now).time()
        if begins <= ends:
            return begins <= clock < ends
        return clock >= begins or clock < ends

    def as_place(self) -> Place:
        """Return the place as the checks see it."""
        return Place(
            story=self.story, sections=self.sections, mode=self.mode, open_until=self.open_until
        )


def name_of(section: Section) -> str:
    """Return how a policy document names a section: by its stable key, or by its number."""
    return section.key or f"section-{section.pk}"


@once_a_page
def holding_at(story: Story) -> Holding:
    """Return what holds under a story, whether anybody has written there yet or not."""
    return _settled(Thread.objects.filter(story=story).first(), story)


def holding_in(thread: Thread) -> Holding:
    """Return what holds in a thread; one of another site has the paper's own rules."""
    return _settled(thread, thread.story)


def _of_thread_now(thread: int) -> Holding:
    return holding_in(Thread.objects.select_related("story__primary_section").get(pk=thread))


kept = Kept(_of_thread_now, KEPT)


def kept_holding(thread: Thread) -> Holding:
    """Return what holds in a thread for whoever writes now: a change holds within a second."""
    return kept(thread.pk)


def _settled(thread: Thread | None, story: Story | None) -> Holding:
    trail = _trail(story.primary_section) if story else []
    rules = _rules_of(trail)
    mode = next((rule.mode for rule in reversed(rules) if rule.mode), Mode.POST)
    hours = next((rule.open_hours for rule in reversed(rules) if rule.open_hours is not None), 0)
    night = next((_night(rule) for rule in reversed(rules) if rule.night_from), None)
    return Holding(
        mode=Mode((thread.mode if thread else "") or mode),
        open_until=_open_until(thread, story, hours),
        slow_seconds=thread.slow_seconds if thread else 0,
        night=night,
        sections=tuple(name_of(section) for section in trail),
        overrides=(*_of_rules(rules), *_of_thread(thread, story)),
        story=story.number if story else 0,
        language=story.language if story else thread.language if thread else "",
        path=story.primary_section.path if story else "",
    )


def _trail(section: Section) -> list[Section]:
    """Return the sections from the widest down to this one."""
    paths = [section.path[:end] for end in range(Section.steplen, len(section.path), 4)]
    above = Section.objects.filter(path__in=paths).order_by("path") if paths else ()
    return [*above, section]


def _rules_of(trail: Sequence[Section]) -> list[PlaceRules]:
    """Return the rules from the paper's down, in one query."""
    place = {section.pk: at for at, section in enumerate(trail)}
    rows = PlaceRules.objects.filter(section__in=trail) | PlaceRules.objects.filter(section=None)
    named = {section.pk: section for section in trail}
    found = sorted(rows, key=lambda rule: place.get(rule.section_id or 0, -1))
    for rule in found:
        if rule.section_id:
            rule.section = named[rule.section_id]
    return found


def _night(rule: PlaceRules) -> tuple[time, time] | None:
    return (rule.night_from, rule.night_until) if rule.night_from and rule.night_until else None


def _open_until(thread: Thread | None, story: Story | None, hours: int) -> datetime | None:
    if thread and thread.open_until:
        return thread.open_until
    if hours == NO_END or story is None or story.published_at is None:
        return None
    until: datetime = story.published_at + timedelta(hours=hours)
    return until


def _of_rules(rules: Sequence[PlaceRules]) -> Iterator[Override]:
    for rule in rules:
        section = name_of(rule.section) if rule.section else ""
        for clause, effect in rule.effects.items():
            yield Override(clause, Effect(effect), section=section)


def _of_thread(thread: Thread | None, story: Story | None) -> Iterator[Override]:
    if thread is None or story is None:
        return
    for clause, effect in thread.effects.items():
        yield Override(clause, Effect(effect), story=story.number)
