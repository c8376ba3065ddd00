"""What follows from a change of a picture, by whatever door it came."""

from __future__ import annotations

from functools import partial
from typing import Any

import structlog
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save

from broadsheet.kit import clock
from broadsheet.pictures import actions, embargo
from broadsheet.pictures.models import Picture
from broadsheet.records.actions import Subject, write

log = structlog.get_logger(__name__)

# What renditions carry, and what the log keeps of a change.
TOLD = ("credit", "agency", "kind", "copyright_notice", "usage_terms", "file")


def connect() -> None:
    """Listen to the pictures' own signals."""
    pre_save.connect(_remember, sender=Picture, dispatch_uid="picture_remember")
    post_save.connect(_follow, sender=Picture, dispatch_uid="picture_follow")
    post_delete.connect(_record_removal, sender=Picture, dispatch_uid="picture_removed")


def _remember(instance: Picture, **_signal: Any) -> None:
    """Keep the facts as they are in the database, to compare after the save."""
    before = (
        Picture.objects.filter(pk=instance.pk).values(*TOLD, "embargo_until").first()
        if instance.pk
        else None
    )
    instance.__dict__["_facts_before"] = before


def _follow(instance: Picture, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Record what was done, and make renditions anew that would say something else."""
    if raw:
        return
    after = {name: str(getattr(instance, name)) for name in TOLD}
    actor = instance.uploaded_by_user
    if created:
        write("picture.add", subject=instance, actor=actor, at=clock.now(), after=after)
        _keep_embargo(instance, {})
        return
    before = instance.__dict__.pop("_facts_before", None) or {}
    _keep_embargo(instance, before)
    changed = [name for name, value in after.items() if str(before.get(name, "")) != value]
    if changed:
        write(
            "picture.edit",
            subject=instance,
            actor=None,
            at=clock.now(),
            before={name: str(before.get(name, "")) for name in changed},
            after={name: after[name] for name in changed},
        )
        made = list(instance.renditions.values_list("filter_spec", flat=True))
        if made:
            transaction.on_commit(partial(_make_anew, instance.pk, made))


def _keep_embargo(instance: Picture, before: dict[str, Any]) -> None:
    """Record an embargo that was set, moved or lifted, and put the files where it says."""
    was, is_now = before.get("embargo_until"), instance.embargo_until
    if was == is_now:
        return
    lifted = is_now is None and was is not None and was <= clock.now()
    write(
        embargo.LIFT if lifted else "picture.embargo",
        subject=instance,
        actor=None,
        at=clock.now(),
        before={"embargo_until": was},
        after={"embargo_until": is_now},
    )
    embargo.keep(instance)


def _make_anew(pk: int, specs: list[str]) -> None:
    """Make a picture's renditions again, if the picture is still there and can be read."""
    picture = Picture.objects.filter(pk=pk).first()
    if picture is None:
        return
    try:
        actions.remake(picture, specs)
    except actions.PictureUnreadableError:
        # The change of words stands; the old renditions stay as well.
        log.exception("picture_not_remade", picture=pk)


def _record_removal(instance: Picture, **_signal: Any) -> None:
    subject = Subject("picture", str(instance.pk), instance.title)
    before = {name: str(getattr(instance, name)) for name in TOLD}
    write("picture.delete", subject=subject, actor=None, at=clock.now(), before=before)
