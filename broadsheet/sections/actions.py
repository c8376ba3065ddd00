"""The acts on sections and topics: permission, rules, write, log, announce.

``by`` is the user who acts, ``None`` the system; ``at`` is the moment, now if it is left out.
Acts raise ``PermissionDenied``, and ``Refused`` with its reasons; then nothing was changed.
Merging topics changes stories, so it is one of ``broadsheet.stories.actions``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import models, transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.kit import clock
from broadsheet.kit.announcing import announce
from broadsheet.kit.refusals import refuse_if
from broadsheet.kit.slugs import first_free, slugify
from broadsheet.records.actions import write
from broadsheet.sections.models import FrontPage, Section, Topic, TopicKind, TopicName
from broadsheet.sections.rules import against_name, folded
from broadsheet.sections.signals import section_added, topic_added, topic_edited

log = structlog.get_logger(__name__)
KEY_LENGTH = 40
SLUG_LENGTH = 80


def add_section(
    name: str,
    *,
    parent: FrontPage | Section,
    by: User | None,
    at: datetime | None = None,
    language: str = "",
    key: str = "",
) -> Section:
    """Add a published section under ``parent``; its key is made from its name if none is given."""
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, "section.edit", parent)
        slug = first_free(slugify(name, fallback="section"), _slugs_under(parent))
        section = Section(
            title=name,
            slug=slug,
            key=key or first_free(slug[:KEY_LENGTH], Section.objects.values_list("key", flat=True)),
            language=language or getattr(parent, "language", settings.LANGUAGE_CODE),
        )
        parent.add_child(instance=section)
        facts = {"key": section.key, "address": section.address, "language": section.language}
        write("section.add", subject=section, actor=by, at=moment, after=facts)
        announce(section_added, Section, section=section, at=moment, actor=by)
        log.info("section.add", section=section.pk)
    return section


def add_topic(
    name: str,
    *,
    kind: str = TopicKind.SUBJECT,
    by: User | None,
    at: datetime | None = None,
    language: str = "",
    synonyms: Iterable[str] = (),
) -> Topic:
    """Add a topic with its names; a name that another topic goes by is refused."""
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, "topic.create")
        names = _names(name, synonyms)
        for each in names:
            refuse_if(against_name(each, taken_by=_holder(each)))
        taken = Topic.objects.values_list("slug", flat=True)
        topic = Topic.objects.create(
            name=name.strip(),
            kind=kind,
            slug=first_free(slugify(name, fallback="topic", max_length=SLUG_LENGTH), taken),
            language=language or settings.LANGUAGE_CODE,
        )
        for each in names:
            TopicName.objects.create(topic=topic, name=each)
        write("topic.add", subject=topic, actor=by, at=moment, after=facts_of(topic))
        announce(topic_added, Topic, topic=topic, at=moment, actor=by)
        log.info("topic.add", topic=topic.pk)
    return topic


def edit_topic(
    topic: Topic,
    *,
    by: User | None,
    at: datetime | None = None,
    synonyms: Iterable[str] | None = None,
    **fields: Any,
) -> Topic:
    """Change a topic's ``name``, ``kind``, ``language``, ``description`` or its synonyms.

    An old name stays as a synonym unless ``synonyms`` gives the whole list anew; the slug stays,
    so that the topic's address does. Raises ``TypeError`` for another field.
    """
    if unknown := set(fields) - {"name", "kind", "language", "description"}:
        raise TypeError(f"A topic's {', '.join(sorted(unknown))} cannot be edited.")
    moment = at or clock.now()
    with transaction.atomic():
        allow(by, "topic.edit")
        row = Topic.objects.select_for_update().get(pk=topic.pk)
        before = facts_of(row)
        for name, value in fields.items():
            setattr(row, name, value)
        _rename(row, before["names"] if synonyms is None else synonyms)
        row.save()
        after = facts_of(row)
        write("topic.edit", subject=row, actor=by, at=moment, before=before, after=after)
        announce(topic_edited, Topic, topic=row, before=before, after=after, at=moment, actor=by)
        log.info("topic.edit", topic=row.pk)
    return row


def facts_of(topic: Topic) -> dict[str, Any]:
    """Return what the record keeps of a topic before and after an act."""
    return {
        "name": topic.name,
        "kind": topic.kind,
        "slug": topic.slug,
        "language": topic.language,
        "description": topic.description,
        "names": list(topic.names.order_by("pk").values_list("name", flat=True)),
    }


def _rename(topic: Topic, synonyms: Iterable[str]) -> None:
    """Give the topic these names and no other; each must be free."""
    names = _names(topic.name, synonyms)
    wanted = {folded(name): name for name in names}
    for name in names:
        refuse_if(against_name(name, taken_by=_holder(name, but=topic.pk)))
    there = set(topic.names.values_list("folded", flat=True))
    topic.names.exclude(folded__in=wanted).delete()
    for key, name in wanted.items():
        if key not in there:
            TopicName.objects.create(topic=topic, name=name)


def _names(name: str, synonyms: Iterable[str]) -> list[str]:
    """Return the names, each once when folded, the topic's own first."""
    found = {folded(each): each.strip() for each in reversed([name, *synonyms])}
    return [found[folded(name)], *(each for key, each in found.items() if key != folded(name))]


def _holder(name: str, but: int | None = None) -> str:
    held = TopicName.objects.filter(folded=folded(name)).exclude(topic=but).select_related("topic")
    first = held.first()
    return first.topic.name if first else ""


def _slugs_under(parent: FrontPage | Section) -> models.QuerySet[Any, str]:
    slugs: models.QuerySet[Any, str] = parent.get_children().values_list("slug", flat=True)
    return slugs
