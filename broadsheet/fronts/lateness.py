"""Fronts that are older than their promise: somebody is told, once a version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.accounts.models import Role, User
from broadsheet.accounts.queries import staff_with_role
from broadsheet.accounts.rules import WHOLE_PAPER
from broadsheet.fronts import rules
from broadsheet.fronts.models import Front
from broadsheet.fronts.queries import lead_of, place_of
from broadsheet.outbox.actions import Appointed, leave
from broadsheet.outbox.kinds import (
    Done,
    Due,
    EffectKind,
    HopelessError,
    Receipt,
    Sending,
    Thing,
    TimedAct,
    register_act,
    register_effect,
    register_words,
)
from broadsheet.outbox.mail import send_mail
from broadsheet.outbox.models import Appointment, State
from broadsheet.records.actions import Subject, write
from broadsheet.stories.models import Story

WATCH, LATE, MAIL = "front.watch", "front.late", "front.late.mail"
MOST = 50


def install() -> None:
    """Say what is done when a promise is broken; called once, when the app is ready."""
    register_act(TimedAct(WATCH, look, label=gettext_lazy("Look whether a front is too old")))
    register_words(LATE, gettext_lazy("A front is older than its promise"))
    label = gettext_lazy("Mail about a front that is too old")
    register_effect(EffectKind(MAIL, frozenset({LATE}), _mail, label=label))


def watches(front: Front, subject: Thing, at: datetime) -> Iterator[Appointed]:
    """Return when to look at what is live: once for its own age, once for its lead's."""
    if front.live is None or not front.promise:
        return
    promise = timedelta(minutes=front.promise)
    moments = {"front": front.live.made_at, "lead": _lead_since(front)}
    seen = set(
        Appointment.objects.of(subject)
        .filter(act=WATCH, state=State.DONE, revision__startswith=f"{front.live.number}.")
        .values_list("revision", flat=True)
    )
    for what, since in moments.items():
        revision = f"{front.live.number}.{front.promise}.{what}"
        if since is not None and revision not in seen:
            yield Appointed(WATCH, max(since + promise, at), revision)


def look(due: Due) -> bool:
    """Say that a front is late, if what was to be looked at is still live and too old."""
    front = Front.objects.select_related("live", "section").filter(pk=due.subject.id).first()
    number, _promise, what = due.revision.split(".")
    if front is None or front.live is None or str(front.live.number) != number:
        return False
    facts = rules.Ages(front.promise, front.live.made_at, _lead_since(front))
    broken = rules.broken(facts, due.at)
    if what not in broken:
        return False
    said = {"front": front.pk, "version": front.live.number, "broken": sorted(broken)}
    with transaction.atomic():
        subject = Subject(due.subject.kind, due.subject.id, str(front))
        record = write(LATE, subject=subject, actor=None, at=due.at, after=said)
        leave(Done(LATE, due.subject, number, record.pk, due.at, said))
    return True


def late(now: datetime) -> list[Front]:
    """Return the fronts that are older than their promise at a moment, by name."""
    rows = Front.objects.filter(promise__isnull=False, live__isnull=False, is_on=True)
    found = list(rows.select_related("live", "section").order_by("name")[:MOST])
    leads = {front.pk: lead_of(front.live.document) for front in found if front.live}
    out = dict(
        Story.objects.filter(pk__in=[pk for pk in leads.values() if pk]).values_list(
            "pk", "published_at"
        )
    )
    ages = {
        front.pk: rules.Ages(front.promise, front.live.made_at, out.get(leads[front.pk] or 0))
        for front in found
        if front.live
    }
    return [front for front in found if rules.broken(ages[front.pk], now)]


def _lead_since(front: Front) -> datetime | None:
    lead = lead_of(front.live.document) if front.live else None
    rows = Story.objects.filter(pk=lead).values_list("published_at", flat=True)
    found: datetime | None = rows.first() if lead else None
    return found


# --- the letter ---


def _mail(sending: Sending) -> Receipt:
    """Mail whoever may publish the front; raises ``HopelessError`` if there is nobody."""
    front = Front.objects.select_related("section").get(pk=sending.payload["front"])
    people = {user.email: user for user in _editors(front) if user.email}
    if not people:
        raise HopelessError("Nobody is left who may publish this front: give somebody the role.")
    subject = _("Too old: %(front)s") % {"front": front.name}
    text = _body(front, sending.payload)
    for address, user in sorted(people.items()):
        send_mail(
            f"{LATE}-{front.pk}-{sending.payload['version']}-{user.pk}", address, subject, text
        )
    return Receipt({"told": len(people)})


def _editors(front: Front) -> list[User]:
    section = place_of(front)
    path = section.path if section else WHOLE_PAPER
    roles = (Role.EDITOR, Role.SECTION_EDITOR)
    return [user for role in roles for user in staff_with_role(role, path)]


def _body(front: Front, said: Any) -> str:
    whole = {"front": front.name, "minutes": front.promise or 0}
    words = {
        "front": _("“%(front)s” has not been changed for more than %(minutes)d minutes."),
        "lead": _("The lead of “%(front)s” is more than %(minutes)d minutes old."),
    }
    lines = [words[what] % whole for what in said["broken"] if what in words]
    place = f"{settings.SITE_URL.rstrip('/')}{reverse('front', args=[front.pk])}"
    return "\n".join(
        [*lines, "", _("Change it, or change its promise: %(place)s") % {"place": place}]
    )
