"""What is to be done at its time: revisions that go live, pages that expire, kept as appointments.

Wagtail's own columns (``approved_go_live_at``, ``expire_at``) stay the word on what is wanted; an
appointment is made, moved and cancelled in the transaction that changes them. Sections and other
pages have no acts of ours: for them Wagtail's signals say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.signals import published, unpublished

from broadsheet.kit import clock
from broadsheet.outbox.actions import Appointed, keep_appointments
from broadsheet.outbox.kinds import (
    Due,
    Thing,
    TimedAct,
    register_act,
    register_place,
    register_words,
)
from broadsheet.outbox.models import OPEN, Appointment

PUBLISH = "page.publish"
EXPIRE = "page.expire"
LIFT = "story.lift"
DONE = {
    "story.publish": _("Published"),
    "story.unpublish": _("Taken offline"),
    "story.withdraw": _("Withdrawn"),
    "story.restore": _("Restored"),
    "story.move": _("Moved"),
    "story.rename": _("Renamed"),
    "story.correct": _("Noted in the ledger"),
    "story.embargo": _("Put under embargo"),
    LIFT: _("Embargo lifted"),
}
STORY = "story"


def install() -> None:
    """Say how each act is done at its time, and listen; called once, when the app is ready."""
    register_act(TimedAct(PUBLISH, _publish, label=_("Publish")))
    register_act(TimedAct(EXPIRE, _expire, label=_("Take offline")))
    for act, words in DONE.items():
        register_words(act, words)
    for kind in (STORY, "section"):
        register_place(kind, lambda number: reverse("wagtailadmin_pages:edit", args=[number]))
    post_save.connect(_revision_saved, sender=Revision, dispatch_uid="stories.timetable")
    published.connect(_state_changed, dispatch_uid="stories.timetable.published")
    unpublished.connect(_state_changed, dispatch_uid="stories.timetable.unpublished")
    post_delete.connect(_page_deleted, sender=Page, dispatch_uid="stories.timetable.deleted")


def thing(row: models.Model) -> Thing:
    """Return a row as the outbox names it: like the log, by its model and number."""
    return Thing(_kind(row), str(row.pk), str(row))


def keep(row: Any, *, at: datetime) -> None:
    """Make the open appointments of a page, or of anything with drafts, what its columns say."""
    keep_appointments(thing(row), list(_wanted(row)), at=at)


def adopt(at: datetime) -> int:
    """Make appointments for what is on the schedule without one; return for how many rows.

    Nothing of ours leaves such a row; a program that writes Wagtail's columns by itself does.
    """
    rows = list(_unkept())
    for row in rows:
        with transaction.atomic():
            keep(row, at=at)
    return len(rows)


def _kind(row: models.Model | type[models.Model]) -> str:
    return str(row._meta.model_name)  # noqa: SLF001 - the documented way to a model's name


def _wanted(row: Any) -> Iterator[Appointed]:
    approved = row.revisions.filter(approved_go_live_at__isnull=False)
    for pk, due_at in approved.values_list("pk", "approved_go_live_at"):
        yield Appointed(PUBLISH, due_at, str(pk))
    if isinstance(row, Page) and row.live and row.expire_at is not None:
        yield Appointed(EXPIRE, row.expire_at)
    if _kind(row) == STORY and row.embargo_until is not None:
        yield Appointed(LIFT, row.embargo_until)


def _unkept() -> Iterator[Any]:
    kept = set(
        Appointment.objects.filter(state__in=OPEN).values_list(
            "act", "subject_kind", "subject_id", "revision", "due_at"
        )
    )
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        kind, due_at = revision.content_type.model, revision.approved_go_live_at
        if (PUBLISH, kind, revision.object_id, str(revision.pk), due_at) not in kept:
            yield revision.content_object
    for page in Page.objects.filter(live=True, expire_at__isnull=False):
        kind = _kind(page.specific_class or Page)
        if (EXPIRE, kind, str(page.pk), "", page.expire_at) not in kept:
            yield page.specific


def _publish(due: Due) -> bool:
    """Publish the revision, unless it was taken off the schedule or put to a later time.

    The row is locked as the acts lock it, and only then is the schedule looked at: whoever took it
    off a moment before has committed by then.
    """
    revision = Revision.objects.filter(pk=due.revision).first()
    model = revision.content_type.model_class() if revision else None
    if revision is None or model is None:
        return False
    list(model._base_manager.select_for_update().filter(pk=revision.object_id))  # noqa: SLF001
    revision = Revision.objects.filter(pk=revision.pk, approved_go_live_at__lte=due.at).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _expire(due: Due) -> bool:
    """Take the page offline, unless it is so already or expires later."""
    page = Page.objects.filter(pk=due.subject.id).first()
    if page is None or page.specific_class is None:
        return False
    locked = page.specific_class._base_manager.select_for_update()  # noqa: SLF001
    row = locked.filter(pk=page.pk, live=True, expire_at__lte=due.at).first()
    if row is None:
        return False
    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _revision_saved(
    instance: Revision, update_fields: Any = None, raw: bool = False, **_facts: Any
) -> None:
    """Keep the schedule of what has no act of ours; saving a draft says nothing of it."""
    if raw or "approved_go_live_at" not in (update_fields or ()):
        return
    if instance.content_type.model != STORY:
        _keep_for_wagtail(instance.content_object)


def _state_changed(instance: Any, **_facts: Any) -> None:
    # A story is kept by its act, once all is written.
    if _kind(instance) != STORY:
        _keep_for_wagtail(instance)


def _keep_for_wagtail(row: Any) -> None:
    if row is not None:
        with transaction.atomic():
            keep(row, at=clock.now())


def _page_deleted(instance: Page, **_facts: Any) -> None:
    kind = _kind(instance.specific_class or Page)
    keep_appointments(Thing(kind, str(instance.pk)), [], at=clock.now())
