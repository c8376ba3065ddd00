"""A recording under embargo, or withdrawn: who has it, and where its files lie until it lifts."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy

from broadsheet.accounts.models import Role
from broadsheet.accounts.queries import colleagues, may
from broadsheet.kit import clock
from broadsheet.outbox.actions import Appointed, keep_appointments
from broadsheet.outbox.kinds import Due, Thing, TimedAct, register_act, register_words
from broadsheet.press.changes import in_bulk
from broadsheet.recordings import keys
from broadsheet.recordings.files import place_of_recording
from broadsheet.recordings.models import Captions, Recording

READ, LIFT = "recording.read_embargoed", "recording.lift"
VERBS = {
    "add": "recording.add",
    "change": "recording.edit",
    "delete": "recording.delete",
    "view": "recording.choose",
    "choose": "recording.choose",
}
# They have what came in by somebody who works in a section of theirs.
OF_SECTIONS = (Role.SUB, Role.SECTION_EDITOR)

log = structlog.get_logger(__name__)


def may_see(user: Any, recording: Recording) -> bool:
    """Whether neither an embargo nor a withdrawal keeps a recording from ``user``."""
    if recording.is_withdrawn and not may(user, "recording.withdraw"):
        return False
    return not recording.is_embargoed or may(user, READ, own=_is_theirs(user, recording))


def _is_theirs(user: Any, recording: Recording) -> bool:
    sender = recording.uploaded_by_id
    if sender is None or user.pk is None:
        return False
    return sender == user.pk or colleagues(user, OF_SECTIONS).filter(user=sender).exists()


def shown_to(user: Any, rows: Any) -> Any:
    """Leave out of a set what is kept from ``user``: few are held at a time, so each is asked."""
    held = Recording.objects.filter(withdrawn_at__isnull=False) | Recording.objects.filter(
        embargo_until__gt=clock.now()
    )
    hidden = [one.pk for one in held if not may_see(user, one)]
    return rows.exclude(pk__in=hidden) if hidden else rows


class RecordingPolicy(ModelPermissionPolicy):
    """The table of acts, as Wagtail asks it; nobody is shown what an embargo keeps from them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do what Wagtail calls ``action``."""
        return action in VERBS and may(user, VERBS[action], own=action == "change")

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        """Whether the user may do any of it."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether the user may do it with one recording."""
        if action not in VERBS or not may_see(user, instance):
            return False
        return may(user, VERBS[action], own=instance.uploaded_by_id == user.pk)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Collection[str], instance: Any
    ) -> bool:
        """Whether the user may do any of it with one recording."""
        return any(self.user_has_permission_for_instance(user, one, instance) for one in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> Any:
        """Return the recordings that the user may do any of it with."""
        if not self.user_has_any_permission(user, actions):
            return Recording.objects.none()
        return shown_to(user, Recording.objects.all())


def stand() -> None:
    """Say how an embargo lifts; called once, when the app is ready."""
    register_act(TimedAct(LIFT, _lift, label=_("Embargo of a recording lifted")))
    register_words(LIFT, _("Embargo of a recording lifted"))


def keep(recording: Recording) -> None:
    """Have the files lie where the embargo says, and the time at which it lifts on the schedule.

    Called in the transaction of whatever changed the recording.
    """
    until = recording.embargo_until
    wanted = [Appointed(LIFT, until)] if until is not None and recording.is_embargoed else []
    keep_appointments(
        Thing("recording", str(recording.pk), recording.title), wanted, at=clock.now()
    )
    shelve(recording)


def shelve(recording: Recording) -> int:
    """Put a recording's files into the open folder, or out of it; return how many were moved."""
    moved = []
    with in_bulk(keys.recording(recording.pk)):
        for row in _rows(recording):
            old, new = row.file.name, place_of_recording(recording, row.file.name)
            if old == new:
                continue
            _stand_also(row.file.storage, old, new)
            type(row).objects.filter(pk=row.pk).update(file=new)
            row.file.name = new
            moved.append((row.file.storage, old))
    # The new files stand before the old ones go: a rollback loses none.
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in moved])
    return len(moved)


def _rows(recording: Recording) -> Iterator[Any]:
    yield recording
    yield from Captions.objects.filter(recording=recording)


def _stand_also(storage: Any, old: str, new: str) -> None:
    """Have a file stand under a second name: at once where that is one disk, else as a copy."""
    if storage.exists(new):
        return
    try:
        there = Path(storage.path(new))
        there.parent.mkdir(parents=True, exist_ok=True)
        os.link(storage.path(old), there)
    except (NotImplementedError, OSError):
        with storage.open(old) as opened:
            storage.save(new, opened)


def _lift(due: Due) -> bool:
    """Lift a recording's embargo, unless it was lifted already or holds longer."""
    row = Recording.objects.select_for_update(of=("self",)).filter(pk=due.subject.id).first()
    until = row.embargo_until if row else None
    if row is None or until is None or until > due.at:
        return False
    row.embargo_until = None
    row.save(update_fields=["embargo_until"])
    keep(row)
    log.info(LIFT, recording=row.pk)
    return True
