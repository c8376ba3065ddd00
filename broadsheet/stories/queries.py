"""Reads of stories offered to the readers' pages and to other rooms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Q

from broadsheet.people.models import Contributor
from broadsheet.pictures import queries as picture_queries
from broadsheet.sections.models import FrontPage, Section, Topic
from broadsheet.stories.models import (
    Byline,
    Form,
    OldAddress,
    SecondarySection,
    Story,
    StoryQuerySet,
    StoryTopic,
)

PER_PAGE = 30
IN_A_BAND = 9
# From how many of the newest stories the top of the home page is composed.
POOL = 40
GUESSES = 5
_GUESSED_FROM = 200
_WORD = re.compile(r"[a-z]{4,24}")


def story_numbered(number: int) -> Story | None:
    """Return the story of that number, whatever its state, or ``None``."""
    stories = Story.objects.select_related("primary_section", "picture").prefetch_related(
        "bylines__contributor",
        "story_topics__topic",
        "corrections",
        picture_queries.renditions(through="picture"),
    )
    story: Story | None = stories.filter(number=number).first()
    return story


def story_once_at(path: str, query: str = "") -> Story | None:
    """Return the story that was once found at ``path`` (with its leading slash), or ``None``.

    An address that an old system told apart by its query is tried with it first.
    """
    wanted = [f"{path}?{query}", path] if query else [path]
    found = OldAddress.objects.select_related("story__primary_section").filter(path__in=wanted)
    stories = {old.path: old.story for old in found}
    return next((stories[address] for address in wanted if address in stories), None)


def front_page() -> FrontPage | None:
    """Return the paper's home page in the tree, or ``None`` before the paper is set up."""
    front: FrontPage | None = FrontPage.objects.live().order_by("path").first()
    return front


def section_at(path: str) -> Section | None:
    """Return the live section whose address is ``path``, like ``nation/delhi``, or ``None``."""
    front = front_page()
    if front is None:
        return None
    url_path = f"{front.url_path}{path.strip('/')}/"
    section: Section | None = Section.objects.live().filter(url_path=url_path).first()
    return section


def sections() -> list[Section]:
    """Return every live section that stands right under the front page, in the tree's order."""
    front = front_page()
    return list(Section.objects.live().child_of(front).order_by("path")) if front else []


def children(section: Section) -> list[Section]:
    """Return the live sections right under a section."""
    return list(Section.objects.live().child_of(section).order_by("path"))


def trail(section: Section) -> list[Section]:
    """Return the sections from the top down to this one."""
    return list(Section.objects.ancestor_of(section, inclusive=True).order_by("path"))


def in_section(section: Section) -> StoryQuerySet:
    """Return what a section lists: its own stories, its sub-sections', and those it shares.

    Those shared only in the section's own language: the story that they are a version of is there.
    """
    within = Section.objects.descendant_of(section, inclusive=True).values("pk")
    shared = SecondarySection.objects.filter(section__in=within).values("story_id")
    found: StoryQuerySet = Story.objects.out().filter(
        Q(primary_section__in=within) | Q(pk__in=shared, language=section.language)
    )
    return found.newest()


def on_topic(topic: Topic) -> StoryQuerySet:
    """Return the stories of a topic, newest first."""
    tagged = StoryTopic.objects.filter(topic=topic).values("story_id")
    found: StoryQuerySet = Story.objects.out().filter(pk__in=tagged)
    return found.newest()


def by_contributor(contributor: Contributor) -> StoryQuerySet:
    """Return the stories that carry a contributor's byline, newest first."""
    signed = Byline.objects.filter(contributor=contributor).values("story_id")
    found: StoryQuerySet = Story.objects.out().filter(pk__in=signed)
    return found.newest()


def listed(stories: StoryQuerySet, number: int) -> ListPage[Any] | None:
    """Return one page of a list with what cards show, or ``None`` past its end."""
    paginator = Paginator(carded(stories), PER_PAGE)
    return paginator.page(number) if 1 <= number <= paginator.num_pages else None


def topic_slugged(slug: str) -> Topic | None:
    """Return the topic of that slug, or ``None``."""
    return Topic.objects.select_related("merged_into").filter(slug=slug).first()


def contributor_slugged(slug: str) -> Contributor | None:
    """Return the contributor of that slug, or ``None``."""
    return Contributor.objects.select_related("portrait").filter(slug=slug).first()


def for_readers(numbers: list[int]) -> StoryQuerySet:
    """Return those of the stories with these keys that readers may see."""
    shown = Story.objects.out().filter(pk__in=numbers)
    found: StoryQuerySet = shown.select_related("primary_section")
    return found


def carded(stories: StoryQuerySet) -> StoryQuerySet:
    """Add what a card shows, pictures with their files too, in a fixed number of queries.

    The text stays in the database: no card shows it, and it is most of a story's weight.
    """
    found: StoryQuerySet = (
        stories.for_cards()
        .defer_streamfields()
        .prefetch_related(picture_queries.renditions(through="picture"))
    )
    return found


def translations(story: Story) -> list[Story]:
    """Return every version of a story that is out, itself included, or nothing if it is alone."""
    if story.translation_group is None:
        return []
    group = Story.objects.out().filter(translation_group=story.translation_group)
    versions = list(group.select_related("primary_section").order_by("language"))
    return versions if len(versions) > 1 else []


def related(story: Story) -> list[Story]:
    """Return the stories that the desk put beside this one, in its order, if readers may see them.

    A draft in preview carries its own list, so the order is the story's and not the table's.
    """
    wanted = [row.related_id for row in story.related.all()]
    found = {other.pk: other for other in carded(Story.objects.out().filter(pk__in=wanted))}
    return [found[pk] for pk in wanted if pk in found]


def more_from(section: Section, shown: set[int], count: int = 5) -> list[Story]:
    """Return the newest stories of a section that are not shown yet."""
    newest_first = carded(in_section(section))[: count + len(shown)]
    return [story for story in newest_first if story.pk not in shown][:count]


def near(path: str) -> list[Story]:
    """Guess which stories a reader who came to an unknown address was looking for, best first."""
    words = sorted(set(_WORD.findall(path.rpartition("/")[2].lower())), key=len)[-4:]
    if not words:
        return []
    wanted = Q()
    for word in words:
        wanted |= Q(slug__contains=word)
    found = list(carded(Story.objects.out().filter(wanted).newest()[:_GUESSED_FROM]))
    found.sort(key=lambda story: -sum(word in story.slug for word in words))
    return found[:GUESSES]


def newest(count: int, language: str) -> list[Story]:
    """Return the newest stories in a language."""
    return list(carded(Story.objects.out().filter(language=language).newest())[:count])


@dataclass(frozen=True)
class Band:
    """A section's part of the home page: one story with its picture, the rest as lines."""

    section: Section
    first: Story
    rest: list[Story]

    @property
    def columns(self) -> list[list[Story]]:
        """The rest in two columns, the first no shorter than the second."""
        middle = (len(self.rest) + 1) // 2
        return [column for column in (self.rest[:middle], self.rest[middle:]) if column]


@dataclass(frozen=True)
class Front:
    """A plain chronological home page, in the order of its importance. No story stands twice."""

    lead: Story | None = None
    lead_related: list[Story] = field(default_factory=list)
    second: list[Story] = field(default_factory=list)
    under: list[Story] = field(default_factory=list)
    tier: list[Story] = field(default_factory=list)
    opinion: list[Story] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)


def front(language: str) -> Front:
    """Compose the home page from the newest stories of the paper's language, then by section."""
    pool = newest(POOL, language)
    opinion = [story for story in pool if story.form == Form.OPINION][:4]
    news = [story for story in pool if story.form != Form.OPINION]
    lead = next((story for story in news if story.picture_id), next(iter(news), None))
    if lead is None:
        return Front(bands=_bands(set()))
    beside = related(lead)[:2]
    used = {story.pk for story in [lead, *opinion, *beside]}
    second = _take(news, 4, used)
    tier = _take([story for story in news if story.picture_id], 4, used)
    under = _take(news, 3, used)
    return Front(lead, beside, second, under, tier, opinion, _bands(used))


def _take(stories: list[Story], count: int, used: set[int]) -> list[Story]:
    """Take the first stories not yet used, and mark them as used."""
    taken = [story for story in stories if story.pk not in used][:count]
    used.update(story.pk for story in taken)
    return taken


def _bands(used: set[int]) -> list[Band]:
    """Give every section that still has something to show its band."""
    bands = []
    for section in sections():
        fresh = carded(in_section(section).exclude(pk__in=used))[:IN_A_BAND]
        stories = _take(list(fresh), IN_A_BAND, used)
        if stories:
            first = next((story for story in stories if story.picture_id), stories[0])
            bands.append(Band(section, first, [story for story in stories if story is not first]))
    return bands
