"""A picture under embargo, or withdrawn: who sees it, and where its files lie until it lifts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry

from broadsheet.accounts.models import Role
from broadsheet.accounts.queries import colleagues, may
from broadsheet.kit import clock
from broadsheet.outbox.actions import Appointed, keep_appointments
from broadsheet.outbox.kinds import Due, Thing, TimedAct, register_act, register_words
from broadsheet.pictures import keys
from broadsheet.pictures.models import Picture, PictureRendition
from broadsheet.press.changes import in_bulk

READ, LIFT = "picture.read_embargoed", "picture.lift"
# They see what came in by somebody who works in a section of theirs.
OF_SECTIONS = (Role.SUB, Role.SECTION_EDITOR)

log = structlog.get_logger(__name__)


def may_see(user: Any, picture: Picture) -> bool:
    """Whether neither an embargo nor a withdrawal keeps a picture from ``user``."""
    if picture.is_withdrawn and not may(user, "picture.withdraw"):
        return False
    if not picture.is_embargoed:
        return True
    return may(user, READ, own=_brought_in_by_their_own(user, picture))


def _brought_in_by_their_own(user: Any, picture: Picture) -> bool:
    sender = picture.uploaded_by_user_id
    if sender is None or user.pk is None:
        return False
    return sender == user.pk or colleagues(user, OF_SECTIONS).filter(user=sender).exists()


def hidden_from(user: Any, at: datetime) -> Any:
    """Return the pictures that ``user`` may not see: under embargo at ``at``, or withdrawn."""
    away = Picture.objects.filter(withdrawn_at__isnull=False)
    embargoed = _embargoed_from(user, at)
    return embargoed if may(user, "picture.withdraw") else embargoed | away


def _embargoed_from(user: Any, at: datetime) -> Any:
    held = Picture.objects.filter(embargo_until__gt=at)
    if may(user, READ, own=False):
        return held.none()
    if not may(user, READ, own=True):
        return held
    # A plain IN loses the pictures that nobody is known to have sent: NULL is in no list.
    theirs = colleagues(user, OF_SECTIONS).values("user")
    return held.exclude(
        Q(uploaded_by_user__isnull=False)
        & (Q(uploaded_by_user=user.pk) | Q(uploaded_by_user__in=theirs))
    )


class EmbargoedPictures(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy for pictures, which shows nobody one that an embargo keeps from them."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> Any:
        """Return the pictures that ``user`` may do any of ``actions`` with."""
        found = super().instances_user_has_any_permission_for(user, actions)
        hidden = list(hidden_from(user, clock.now()).values_list("pk", flat=True))
        return found.exclude(pk__in=hidden) if hidden else found

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Collection[str], instance: Any
    ) -> bool:
        """Whether ``user`` may do any of ``actions`` with one picture."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(allowed) and may_see(user, instance)


def stand() -> None:
    """Put our policy in the place of Wagtail's, and say how an embargo lifts."""
    policy = EmbargoedPictures(
        Picture, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"
    )
    policy_registry.register(Picture, value=policy, exact_class=True)
    register_act(TimedAct(LIFT, _lift, label=_("Embargo of a picture lifted")))
    register_words(LIFT, _("Embargo of a picture lifted"))


def keep(picture: Picture) -> None:
    """Have the files lie where the embargo says, and the time at which it lifts on the schedule.

    Called in the transaction of whatever changed the picture.
    """
    until = picture.embargo_until
    wanted = [Appointed(LIFT, until)] if until is not None and picture.is_embargoed else []
    keep_appointments(Thing("picture", str(picture.pk), picture.title), wanted, at=clock.now())
    shelve(picture)


def shelve(picture: Picture) -> int:
    """Put the renditions of a picture into the open folder, or out of it; return how many."""
    rows = [row for row in picture.renditions.all() if not row.is_in_place]
    moved = []
    for row in rows:
        old = row.file.name
        row.file = row.stored_anew(old)
        moved.append(old)
    if rows:
        with in_bulk(keys.picture(picture.pk)):
            PictureRendition.objects.bulk_update(rows, ["file"])
        storage = PictureRendition._meta.get_field("file").storage  # noqa: SLF001
        # The new files stand before the old ones go: a rollback loses none.
        transaction.on_commit(lambda: [storage.delete(name) for name in moved])
        picture.__dict__.pop("prefetched_renditions", None)
    return len(rows)


def _lift(due: Due) -> bool:
    """Lift a picture's embargo, unless it was lifted already or holds longer."""
    picture = Picture.objects.select_for_update().filter(pk=due.subject.id).first()
    until = picture.embargo_until if picture else None
    if picture is None or until is None or until > due.at:
        return False
    picture.embargo_until = None
    picture.save(update_fields=["embargo_until"])
    log.info(LIFT, picture=picture.pk)
    return True
