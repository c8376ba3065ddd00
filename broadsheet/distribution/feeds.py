"""Which feeds there are, and what is in one: read at once, in few queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from broadsheet.distribution import choices, one_story, reading
from broadsheet.distribution.addresses import STORY, FeedAddress
from broadsheet.distribution.items import Feed, Item
from broadsheet.sections.queries import tree
from broadsheet.stories import lists, queries
from broadsheet.stories.models import Story
from broadsheet.stories.structured import absolute

ITEMS = 40
Read = Callable[[int], list[lists.Listed]]


@dataclass(frozen=True)
class Channel:
    """One feed before it is read: what it is of, and how its list is read.

    ``subject`` is its title without the paper's name. ``made`` gives the items of a feed that is no
    list of stories.
    """

    name: str
    title: str
    about: str
    language: str
    home: str
    read: Read
    withdrawn: Callable[[datetime], Sequence[Any]]
    section: int | None = None
    subject: str = ""
    made: Callable[[int], list[Item]] | None = None


@dataclass(frozen=True)
class Moved:
    """A feed that is found under another name, as that of a topic which was merged."""

    name: str


@dataclass(frozen=True)
class Withdrawn:
    """A feed of a story that was withdrawn."""

    story: Story


Found = Channel | Moved | Withdrawn | None


def channel(family: str, name: str) -> Found:
    """Return the feed of that family and name, or ``None`` if there is none."""
    return _FAMILIES[family](name)


def feed(of: Channel, at: FeedAddress) -> Feed:
    """Read a feed; in the language that is active."""
    chosen = choices.machines()
    whole = choices.full_text(chosen, of.section)
    listed = of.read(ITEMS)
    made = of.made(ITEMS) if of.made else reading.items([one.pk for one in listed], whole=whole)
    found = Feed(
        id=absolute(at.without_kind),
        title=of.title,
        about=of.about,
        language=of.language,
        home=absolute(of.home),
        address=absolute(at.path),
        paper=settings.PAPER_NAME,
        hub=chosen.hub,
        items=tuple(made),
    )
    if not listed:
        return found
    return replace(found, gone=tuple(reading.gone(of.withdrawn(listed[-1].published_at))))


def languages() -> list[str]:
    """Return the languages that the paper has: its own, and those of its top sections."""
    top = (place.language for place in tree().top())
    return list(dict.fromkeys([settings.PAPER_LANGUAGE, *top]))


def _all(name: str) -> Channel | None:
    if name not in dict(settings.LANGUAGES):
        return None
    return Channel(
        name=name,
        title=settings.PAPER_NAME,
        about=settings.PAPER_MOTTO,
        language=name,
        home=_home_of(name),
        read=lambda count: lists.newest(name, count),
        withdrawn=lambda since: reading.withdrawn_in(name, since),
    )


def _home_of(language: str) -> str:
    """Return where a language begins: the home page, another language's first section."""
    if language == settings.PAPER_LANGUAGE:
        return "/"
    firsts = (place.address for place in tree().top() if place.language == language)
    return next(firsts, "/")


def _section(name: str) -> Channel | None:
    place = tree().keyed(name)
    if place is None:
        return None
    return Channel(
        name=name,
        title=_of_paper(place.title),
        subject=place.title,
        about=place.blurb,
        language=place.language,
        home=place.address,
        read=lambda count: lists.in_section(place, count),
        withdrawn=lambda since: reading.withdrawn_from(place, since),
        section=place.pk,
    )


def _topic(name: str) -> Channel | Moved | None:
    found = queries.topic_slugged(name)
    if found is None:
        return None
    if found.merged_into_id is not None:
        return Moved(found.present.slug)
    return Channel(
        name=name,
        title=_of_paper(found.name),
        subject=found.name,
        about=found.description,
        language=found.language,
        home=f"/topic/{found.slug}/",
        read=lambda count: lists.on_topic(found.pk, count),
        withdrawn=lambda since: reading.withdrawn_on(found.pk, since),
    )


def _by(name: str) -> Channel | None:
    found = queries.contributor_slugged(name)
    if found is None:
        return None
    return Channel(
        name=name,
        title=_of_paper(found.name),
        subject=found.name,
        about=found.about,
        language=found.language,
        home=f"/by/{found.slug}/",
        read=lambda count: lists.by_contributor(found.pk, count),
        withdrawn=lambda since: reading.withdrawn_by(found.pk, since),
    )


def _story(name: str) -> Found:
    """Return the feed of what happens to one story."""
    found = one_story.numbered(name)
    if found is None:
        return None
    if found.withdrawn_at is not None:
        return Withdrawn(found)
    return Channel(
        name=name,
        title=_of_paper(found.title),
        about=found.standfirst,
        language=found.language,
        home=found.address,
        read=lambda _count: [],
        withdrawn=lambda _since: [],
        subject=found.title,
        made=lambda count: one_story.items(found, count),
    )


def _of_paper(what: str) -> str:
    return gettext("%(what)s – %(paper)s") % {"what": what, "paper": settings.PAPER_NAME}


_FAMILIES: dict[str, Callable[[str], Found]] = {
    "all": _all,
    "section": _section,
    "topic": _topic,
    "by": _by,
    STORY: _story,
}
