"""Telling people: an effect of each act makes the notices, and one for each notice the mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.users.models import UserProfile

from broadsheet.accounts.models import User
from broadsheet.desk.models import Event, Notice
from broadsheet.desk.notices import queries, rules
from broadsheet.kit import clock
from broadsheet.outbox.actions import leave
from broadsheet.outbox.kinds import (
    Done,
    EffectKind,
    Payload,
    Receipt,
    Sending,
    Thing,
    register_effect,
    register_place,
)
from broadsheet.outbox.mail import send_mail
from broadsheet.outbox.timekeeping import PARK
from broadsheet.records.models import Record
from broadsheet.stories.embargo_rules import holds
from broadsheet.stories.models import Story
from broadsheet.stories.timetable import STORY

NOTICE, MAIL, NOTICE_OF_FAULT = "desk.notice", "desk.mail", "desk.notice_of_fault"
MANY = 200
"""People whom one event may tell: as many as the largest desk that this is built for."""
FORGET_AFTER = timedelta(days=30)


def install() -> None:
    """Say what follows from the acts; called once, when the app is ready."""
    told = frozenset(rules.EVENTS)
    label = gettext_lazy("Notices to the desk")
    register_effect(EffectKind(NOTICE, told, _tell, wanted=_wanted, once_per="act", label=label))
    register_effect(
        EffectKind(NOTICE_OF_FAULT, frozenset({PARK}), _tell, wanted=_of_story, label=label)
    )
    register_effect(EffectKind(MAIL, frozenset({NOTICE}), _mail, label=gettext_lazy("Mail")))
    register_place("notice", lambda _number: reverse("wagtailadmin_home"))


def _wanted(done: Done) -> Payload | None:
    """Take along what says whom to tell; no word of the story."""
    if done.subject.kind != STORY:
        return None
    after = done.facts.get("after", done.facts)
    kept = {name: after[name] for name in ("round", "void", "part", "left") if name in after}
    return {**kept, "event": rules.EVENTS[done.act], "record": done.record}


def _of_story(done: Done) -> Payload | None:
    return {"event": rules.FAILED, "record": 0} if done.subject.kind == STORY else None


def _tell(sending: Sending) -> Receipt:
    """Make a notice for each person concerned, and leave a mail for each who wants one."""
    story = Story.objects.filter(pk=sending.subject.id).first()
    if story is None:
        return Receipt({"notices": 0})
    facts = sending.payload
    record = Record.objects.filter(pk=facts["record"]).first() if facts["record"] else None
    actor = record.actor_id if record else None
    people = rules.recipients(facts["event"], queries.concerned(story, facts), actor)
    users = [
        user
        for user in User.objects.filter(pk__in=people, is_active=True).order_by("pk")[:MANY]
        if queries.may_be_told(user, story)
    ]
    with transaction.atomic():
        made = [_notice(user, story, sending, record) for user in users]
    return Receipt({"notices": len(made)})


def _notice(user: User, story: Story, sending: Sending, record: Record | None) -> Notice:
    event = sending.payload["event"]
    notice, made = Notice.objects.get_or_create(
        user=user,
        key=sending.key[:120],
        defaults={
            "story": story,
            "event": event,
            "by": record.actor if record else "",
            "at": record.at if record else sending.made_at,
        },
    )
    if made and rules.by_mail(event, choices_of(user)):
        leave(Done(NOTICE, Thing("notice", str(notice.pk)), "", 0, sending.made_at))
    return notice


def choices_of(user: User) -> list[str]:
    """Return the mails that a person has chosen to get, by the names of Wagtail's settings."""
    profile = UserProfile.get_for_user(user)
    return [name for name in set(rules.CHOICES.values()) if getattr(profile, name)]


def _mail(sending: Sending) -> Receipt:
    """Send one mail about one notice; raises ``HopelessError`` for an address that is refused."""
    found = Notice.objects.filter(pk=sending.subject.id).select_related("user", "story").first()
    if found is None or not queries.may_be_told(found.user, found.story):
        return Receipt({"sent": False})
    send_mail(f"desk-notice-{found.pk}", found.user.email, *worded(found, clock.now()))
    return Receipt({"sent": True})


def worded(notice: Notice, at: datetime) -> tuple[str, str]:
    """Return the subject and the text of a mail; a story under embargo is not named in it."""
    profile = UserProfile.get_for_user(notice.user)
    with override(profile.get_preferred_language()):
        held = holds(notice.story.embargo_until, at)
        name = _("A story under embargo") if held else notice.story.get_admin_display_title()
        what = Event(notice.event).label
        subject = " ".join(f"{what}: {name}".split())[:200]
        address = settings.SITE_URL + place_of(notice)
        by = _("By %(name)s.") % {"name": notice.by} if notice.by else ""
        why = _("You choose which mails you get in your account's settings at the desk.")
        text = "\n".join(filter(None, (f"{what}: {name}", by, address, "", why)))
    return subject, text


def place_of(notice: Notice) -> str:
    """Return the path of the screen at which something can be done about a notice."""
    approving = notice.event in (Event.SUBMITTED, Event.CHANGED)
    name = "desk_approvals" if approving else "wagtailadmin_pages:edit"
    return reverse(name, args=[notice.story_id])


def forget(at: datetime) -> int:
    """Remove notices that were put away, or stood, for a month; return how many."""
    old = Notice.objects.filter(at__lt=at - FORGET_AFTER)
    return int(old.delete()[0])
