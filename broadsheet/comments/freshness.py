"""What is kept for a moment is asked anew in the process that changes it, at once."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from broadsheet.comments import gathering, places, policies
from broadsheet.comments.models import (
    AllowedHost,
    ListedWord,
    PlaceRules,
    PolicyVersion,
    Shift,
    SpamModel,
    Thread,
)
from broadsheet.kit.keeping import Kept

HANGS_ON: dict[type[Model], Kept[Any, Any]] = {
    AllowedHost: gathering.hosts,
    ListedWord: gathering.words,
    PlaceRules: places.kept,
    PolicyVersion: policies.newest,
    Shift: gathering.on_duty,
    SpamModel: gathering.spam,
    Thread: places.kept,
}


def watch() -> None:
    """Listen for writes; called once, when the app is ready."""
    for model in HANGS_ON:
        for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
            uid = f"comments.freshness.{model._meta.model_name}.{name}"  # noqa: SLF001
            signal.connect(_written, sender=model, dispatch_uid=uid)


def _written(sender: type[Model], **_signal: Any) -> None:
    HANGS_ON[sender].forget()
