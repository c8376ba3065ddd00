"""A picture under embargo goes out with no story before it lifts, whichever door is used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models.signals import pre_save

from broadsheet.kit import clock
from broadsheet.kit.refusals import Reason, Refused
from broadsheet.people.models import Contributor
from broadsheet.pictures.models import Picture
from broadsheet.stories import objections
from broadsheet.stories.embargo_rules import holds
from broadsheet.stories.models import LiveEntry, Story
from broadsheet.stories.objections import Objection
from broadsheet.stories.picture_files import pictures_of

CODE = "picture-embargo"


def stand() -> None:
    """Object to publishing, and refuse where a picture is shown without an act of a story."""
    objections.register("pictures under embargo", _against)
    pre_save.connect(_entry_saved, sender=LiveEntry, dispatch_uid="embargo.entry")
    pre_save.connect(_portrait_saved, sender=Contributor, dispatch_uid="embargo.portrait")


def _against(draft: Story, leaves_at: datetime) -> Iterator[Objection]:
    seen = set()
    for picture, _roles, _crop in pictures_of(draft):
        if picture is None or picture.pk in seen:
            continue
        seen.add(picture.pk)
        if holds(picture.embargo_until, leaves_at):
            yield Objection(CODE, _words(picture), blocking=True, at="picture")


def _words(picture: Picture) -> str:
    return (
        f"The picture “{picture.title}” is under embargo until "
        f"{picture.embargo_until:%Y-%m-%d %H:%M %Z}: take another, or publish then."
    )


def _entry_saved(instance: LiveEntry, raw: bool = False, **_: Any) -> None:
    if not raw:
        _refuse(instance.picture)


def _portrait_saved(instance: Contributor, raw: bool = False, **_: Any) -> None:
    if not raw:
        _refuse(instance.portrait)


def _refuse(picture: Picture | None) -> None:
    if picture is not None and holds(picture.embargo_until, clock.now()):
        raise Refused(Reason(CODE, _words(picture)))
