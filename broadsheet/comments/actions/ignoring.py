"""Whom a reader does not want to read. Nobody else learns of it."""

from __future__ import annotations

from broadsheet.accounts.models import User
from broadsheet.comments.models import Ignored, Voice

MOST = 500
"""So many are kept; whoever wants to read nobody need not open the page."""


def ignore(user: User, voice: Voice, *, wanted: bool) -> None:
    """Leave a person unread, or read them again; oneself and what is beyond ``MOST`` stays."""
    mine = Ignored.objects.filter(by=user)
    if not wanted:
        mine.filter(voice=voice).delete()
    elif voice.user_id != user.pk and mine.count() < MOST:
        mine.get_or_create(by=user, voice=voice)


def ignored_by(user: User) -> list[int]:
    """Return the numbers of those whom a reader leaves unread."""
    rows = Ignored.objects.filter(by=user).order_by("-pk")
    return list(rows.values_list("voice_id", flat=True)[:MOST])
