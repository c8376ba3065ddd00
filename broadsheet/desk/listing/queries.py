"""Reads of the list: what a person may see, what is asked for, page after page by its key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.admin.models import EditingSession

from broadsheet.accounts.models import User
from broadsheet.accounts.queries import may
from broadsheet.desk.models import ListedStory
from broadsheet.sections.models import Section
from broadsheet.stories.embargo.reading import hidden_from
from broadsheet.stories.models import Byline, StoryTopic

A_PAGE = 50
PRESENT = timedelta(minutes=1)
# Whoever does one of these in a section sees what is written there.
SEEN_BY = ("story.create", "story.edit", "story.unpublish")
SORTS = {"changed": "changed_at", "out": "out_at", "due": "due_at"}


@dataclass(frozen=True)
class Place:
    """Where a page of the list ended: the value of its sort, and the story's number."""

    at: datetime
    story: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.story}"

    @classmethod
    def read(cls, text: str) -> Place:
        """Read what ``str`` wrote; raises ``ValueError`` for anything else."""
        at, found, story = text.partition("~")
        moment = datetime.fromisoformat(at)
        if not found or moment.tzinfo is None or not story.isdecimal() or len(story) > 18:  # noqa: PLR2004 digits of a row's number
            raise ValueError(text)
        return cls(moment, int(story))


@dataclass(frozen=True)
class Listing:
    """One page of the list; ``older`` is where the next begins, if there is one."""

    rows: list[ListedStory]
    older: Place | None


def sections_seen(user: User) -> list[Section]:
    """Return the sections whose drafts the user may see listed, in the order of the tree."""
    sections = Section.objects.only("pk", "path", "depth", "title").order_by("path")
    return [one for one in sections if any(may(user, act, one.path) for act in SEEN_BY)]


def sees_all(user: User) -> bool:
    """Whether the user sees the list of the whole paper."""
    return any(may(user, act) for act in SEEN_BY)


def seen(user: User, at: datetime) -> QuerySet[ListedStory]:
    """Return the listed stories that the user may see: those of their sections, and their own.

    What an embargo that holds at ``at`` keeps from them is not among them.
    """
    rows = ListedStory.objects.exclude(story__in=hidden_from(user, at).values("pk"))
    if sees_all(user):
        return rows
    inside = [one.pk for one in sections_seen(user)]
    return rows.filter(Q(section__in=inside) | Q(owner=user.pk))


def below(section: Section) -> list[int]:
    """Return the numbers of a section and of all below it."""
    found = Section.objects.filter(path__startswith=section.path)
    return list(found.values_list("pk", flat=True))


def by_author(rows: QuerySet[ListedStory], contributor: int) -> QuerySet[ListedStory]:
    """Return those whose byline names the contributor."""
    named = Byline.objects.filter(story=OuterRef("story"), contributor=contributor)
    return rows.filter(Exists(named))


def on_topic(rows: QuerySet[ListedStory], topic: int) -> QuerySet[ListedStory]:
    """Return those that have the topic."""
    return rows.filter(Exists(StoryTopic.objects.filter(story=OuterRef("story"), topic=topic)))


def page_of(rows: QuerySet[ListedStory], sort: str, after: Place | None) -> Listing:
    """Return the page of the list that follows ``after``, the newest first.

    Where the last page ended is found by an index, however far down: no row is counted or skipped.
    What is on the schedule comes in the order in which it goes out.
    """
    column = SORTS[sort]
    ahead = sort == "due"
    rows = rows.filter(**{f"{column}__isnull": False})
    if after is not None:
        way, tie = ("gte", "lte") if ahead else ("lte", "gte")
        rows = rows.filter(**{f"{column}__{way}": after.at})
        rows = rows.exclude(**{column: after.at, f"story__{tie}": after.story})
    order = (column, "story") if ahead else (f"-{column}", "-story")
    found = list(_with_names(rows.order_by(*order))[: A_PAGE + 1])
    shown = found[:A_PAGE]
    more = len(found) > A_PAGE
    last = shown[-1] if more else None
    return Listing(shown, Place(getattr(last, column), last.pk) if last else None)


def _with_names(rows: QuerySet[ListedStory]) -> QuerySet[ListedStory]:
    return rows.select_related("section", "changed_by", "owner").only(
        *("headline", "byline", "state", "live", "changes", "form", "language", "waits_for"),
        *("changed_at", "out_at", "due_at", "embargo_until", "blocking", "warning"),
        *("section__title", "section__depth"),
        *(f"{who}__{name}" for who in ("changed_by", "owner") for name in NAMES),
    )


NAMES = ("first_name", "last_name", "email")


def at_work(stories: Iterable[int], now: datetime, but: User) -> dict[int, list[str]]:
    """Return who else has each of the stories open at this moment."""
    sessions = EditingSession.objects.filter(
        content_type__app_label="stories",
        object_id__in=[str(story) for story in stories],
        last_seen_at__gte=now - PRESENT,
    ).exclude(user=but)
    found: dict[int, list[str]] = {}
    for session in sessions.select_related("user"):
        names = found.setdefault(int(session.object_id), [])
        if str(session.user) not in names:
            names.append(str(session.user))
    return found
