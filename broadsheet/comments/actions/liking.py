"""Recommending: one each, taken back by the same gesture."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.comments import printing, rounding
from broadsheet.comments.actions.deciding import locked, refused
from broadsheet.comments.models import Comment, Recommendation, State
from broadsheet.press.changes import in_bulk


def recommend(user: User, comment: int, *, wanted: bool) -> int:
    """Recommend a comment, or take it back; twice is once. Return how many do.

    Raises ``Refused`` for one that is not shown, and for one's own.
    """
    with transaction.atomic():
        row = locked(comment)
        if row.state != State.SHOWN:
            raise refused("state", _("This comment is not shown any more."))
        if row.voice.user_id == user.pk:
            raise refused("own", _("Your own comment is for others to recommend."))
        step = _step(row, user, wanted=wanted)
        if step:
            before = row.recommended
            row.recommended = before + step
            with in_bulk(*_touched(row, before)):
                Comment.objects.filter(pk=row.pk).update(recommended=F("recommended") + step)
    return row.recommended


def _step(row: Comment, user: User, *, wanted: bool) -> int:
    mine = Recommendation.objects.filter(comment=row, by=user)
    if wanted:
        _mine, made = mine.get_or_create(comment=row, by=user)
        return int(made)
    deleted, _rows = mine.delete()
    return -min(1, deleted)


def _touched(row: Comment, before: int) -> list[str]:
    """Return what shows the count, or stands elsewhere now in the order of recommendations."""
    moved = row.root_id is None and printing.passes(row, before)
    if not moved:
        return [printing.branch_of(row)] if rounding.changes(before, row.recommended) else []
    return [printing.branch_of(row), *printing.beside(row)]
