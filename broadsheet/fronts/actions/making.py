"""Making fronts, and saying where rails stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.fronts import keys, rules
from broadsheet.fronts.actions.act import Act, act_on
from broadsheet.fronts.models import Front
from broadsheet.fronts.queries import place_of
from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, refuse_if
from broadsheet.press.changes import note
from broadsheet.sections.models import Section, Topic
from broadsheet.stories.models import Form

LONGEST_NAME, LONGEST_PROMISE = 120, 60 * 24 * 366


@dataclass(frozen=True)
class Named:
    """What a front is called, and how old it may become, in minutes."""

    name: str
    language: str = ""
    slug: str = ""
    promise: int | None = None


def make_front(
    kind: str,
    named: Named,
    *,
    by: User | None,
    of: Section | Topic | None = None,
    at: datetime | None = None,
) -> Front:
    """Make a front: the home page's, a section's, a topic's special, or a rail.

    It arranges itself until somebody publishes it. Raises ``PermissionDenied`` and ``Refused``.
    """
    section = of if isinstance(of, Section) else None
    topic = of if isinstance(of, Topic) else None
    front = Front(kind=kind, section=section, topic=topic)
    _name(front, named, of)
    with transaction.atomic():
        allow(by, rules.PUBLISH, place_of(front))
        refuse_if((*_against_kind(front), *_against_words(front)))
        front.save()
        act = Act("front.make", front, by, at or clock.now())
        act.done(before={}, after={"kind": kind, **_words(front)})
    return front


def change_front(
    front: Front, named: Named, *, by: User | None, at: datetime | None = None
) -> Front:
    """Change a front's name and promise. Raises ``PermissionDenied`` and ``Refused``."""
    with act_on(front, "front.change", by=by, at=at) as act:
        before = _words(act.front)
        _name(act.front, named, None)
        refuse_if(_against_words(act.front))
        act.front.save()
        act.done(before=before, after=_words(act.front))
        return act.front


@dataclass(frozen=True)
class Standing:
    """Where a rail stands: in no section named is in all, of no form named is beside all."""

    at: str
    sections: Collection[int] = ()
    forms: Collection[str] = ()
    order: int = 0
    is_on: bool = True


def place_rail(
    front: Front, standing: Standing, *, by: User | None, at: datetime | None = None
) -> Front:
    """Say where a rail stands. Raises ``PermissionDenied`` and ``Refused``."""
    with act_on(front, "front.place", by=by, at=at) as act:
        row = act.front
        refuse_if(_against_standing(row, standing))
        before = _placing(row)
        row.at, row.order, row.is_on = standing.at, standing.order, standing.is_on
        row.forms = sorted(set(standing.forms))
        row.save()
        row.sections.set(Section.objects.filter(pk__in=standing.sections))
        note(keys.RAILS)
        act.done(before=before, after=_placing(row))
        return row


def _name(front: Front, named: Named, of: Section | Topic | None) -> None:
    front.name, front.slug, front.promise = named.name.strip(), named.slug, named.promise
    front.language = named.language or (of.language if of else front.language)


def _words(front: Front) -> dict[str, object]:
    names = ("name", "slug", "language", "promise", "section_id", "topic_id")
    return {name: getattr(front, name) for name in names}


def _placing(front: Front) -> dict[str, object]:
    sections = sorted(front.sections.values_list("pk", flat=True))
    said = {name: getattr(front, name) for name in ("at", "forms", "order", "is_on")}
    return said | {"sections": sections}


def _against_kind(front: Front) -> tuple[Reason, ...]:
    kind, found = front.kind, []
    if kind not in Front.Kind.values:
        found.append(Reason("kind", "A front is of the home page, a section, a topic, or a rail."))
    if kind == Front.Kind.SECTION and front.section is None:
        found.append(Reason("section", "Name the section whose front this is."))
    if kind == Front.Kind.SPECIAL and front.topic is None:
        found.append(Reason("topic", "Name the topic at whose address this front stands."))
    if _there_already(front):
        found.append(Reason("twice", "There is such a front already: arrange that one."))
    return tuple(found)


def _there_already(front: Front) -> bool:
    same = Front.objects.filter(kind=front.kind)
    if front.kind == Front.Kind.SECTION:
        return same.filter(section=front.section_id).exists()
    if front.kind == Front.Kind.SPECIAL:
        return same.filter(topic=front.topic_id).exists()
    return front.kind == Front.Kind.HOME and same.exists()


def _against_words(front: Front) -> tuple[Reason, ...]:
    found = []
    if not 0 < len(front.name) <= LONGEST_NAME:
        found.append(Reason("name", "Give the front a name of at most 120 characters."))
    if front.promise is not None and not 0 < front.promise <= LONGEST_PROMISE:
        found.append(Reason("promise", "A promise is a number of minutes, a year at most."))
    if front.slug and Front.objects.filter(slug=front.slug).exclude(pk=front.pk).exists():
        found.append(Reason("slug", "Another front has this slug."))
    return tuple(found)


def _against_standing(front: Front, standing: Standing) -> tuple[Reason, ...]:
    found = []
    if front.kind != Front.Kind.RAIL:
        found.append(Reason("kind", "Only a rail is placed on other pages."))
    if standing.at not in Front.At.values:
        found.append(Reason("at", "A rail stands beside a story, at its foot, or at home."))
    if set(standing.forms) - set(Form.values):
        found.append(Reason("forms", "There is no such form of a story."))
    return tuple(found)
