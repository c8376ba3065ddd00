"""The demo's sections, topics and bylines, made through the acts of their rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from broadsheet.accounts.models import User
from broadsheet.demo import words
from broadsheet.demo.staffing import POSTS
from broadsheet.people.actions import add_contributor
from broadsheet.people.models import Contributor
from broadsheet.pictures.models import Picture
from broadsheet.sections.actions import add_section, add_topic, edit_topic
from broadsheet.sections.models import FrontPage, Section, Topic, TopicName
from broadsheet.sections.rules import folded


@dataclass(frozen=True, slots=True)
class Desk:
    """Who does the acts, and when the paper opened."""

    by: User | None
    opened: datetime


def open_sections(edition: words.Edition, front: FrontPage, desk: Desk) -> dict[str, Section]:
    """Return the sections by their keys in the edition; those that lack are added."""
    made: dict[str, Section] = {}
    for key, section in edition.sections.items():
        stored = key.replace("/", "-")
        made[key] = Section.objects.filter(key=stored).first() or _section(
            section, made.get(section.parent) or front, desk
        )
    return made


def _section(section: words.Section, parent: FrontPage | Section, desk: Desk) -> Section:
    key = section.key.replace("/", "-")
    page = add_section(
        section.name,
        parent=parent,
        by=desk.by,
        at=desk.opened,
        language=section.language,
        key=key,
    )
    page.blurb = section.description
    if section.language != "en":
        # A name that is not in Latin letters makes a poor address; the edition's key makes a good
        # one, and nobody has seen the other yet.
        page.slug = key
    page.save()
    return page


def name_topics(edition: words.Edition, desk: Desk) -> dict[str, Topic]:
    """Return the topics by their keys in the edition; those that lack are added."""
    names = {folded(topic.name): topic.key for topic in edition.topics.values()}
    held = TopicName.objects.filter(folded__in=names).select_related("topic__merged_into")
    there = {names[row.folded]: row.topic.present for row in held}
    return {key: there.get(key) or _topic(topic, desk) for key, topic in edition.topics.items()}


def _topic(topic: words.Topic, desk: Desk) -> Topic:
    made = add_topic(
        topic.name,
        kind=topic.kind,
        by=desk.by,
        at=desk.opened,
        language=topic.language,
        synonyms=topic.synonyms,
    )
    return edit_topic(made, by=desk.by, at=desk.opened, description=topic.description)


def engage(
    edition: words.Edition, pictures: Mapping[str, Picture], desk: Desk
) -> dict[str, Contributor]:
    """Return the bylines' holders by their keys in the edition; those that lack are added."""
    there = {row.slug: row for row in Contributor.objects.filter(slug__in=edition.people)}
    accounts = {post.byline: post.email for post in POSTS if post.byline}
    users = {user.email: user for user in User.objects.filter(email__in=accounts.values())}
    return {
        key: there.get(key)
        or _contributor(
            person, pictures.get(person.portrait), users.get(accounts.get(key, "")), desk
        )
        for key, person in edition.people.items()
    }


def _contributor(
    person: words.Person, portrait: Picture | None, user: User | None, desk: Desk
) -> Contributor:
    return add_contributor(
        person.name,
        kind=person.kind,
        by=desk.by,
        at=desk.opened,
        slug=person.key,
        key=person.key if person.kind == "agency" else None,
        language=person.language,
        position=person.title,
        about=person.bio,
        portrait=portrait,
        user=user,
    )
