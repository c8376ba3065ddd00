"""A voice's standing as the checks see it: its record, its sanctions, its moderators' trust."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from broadsheet.comments.checks.submission import Level, Standing
from broadsheet.comments.models import Sanction, Voice
from broadsheet.kit.prepared import Prepared


def _rows(voice: int) -> QuerySet[Sanction]:
    return Sanction.objects.filter(voice=voice, lifted_at=None).order_by("-pk")


_not_lifted = Prepared(_rows)


def standing_sanctions(voice: Voice, at: datetime) -> list[Sanction]:
    """Return what holds of a voice now, the newest first."""
    rows: list[Sanction] = _not_lifted.models(voice.pk)
    return [row for row in rows if row.made_at <= at and (row.ends_at is None or row.ends_at > at)]


def silenced(sanctions: Iterable[Sanction]) -> Sanction | None:
    """Return the suspension or ban that keeps a voice from writing, if any."""
    grave = (Sanction.Kind.SUSPENSION, Sanction.Kind.BAN)
    return next((one for one in sanctions if one.kind in grave), None)


def standing_of(voice: Voice, sanctions: Iterable[Sanction]) -> Standing:
    """Return the standing; staff stand above any sanction."""
    return Standing(
        level=_level(voice, sanctions),
        since=voice.made_at,
        approved=voice.approved,
        rejected=voice.refused,
    )


def _level(voice: Voice, sanctions: Iterable[Sanction]) -> Level:
    if voice.staff:
        return Level.STAFF
    if any(one.kind == Sanction.Kind.PREMODERATION for one in sanctions):
        return Level.PRE_MODERATED
    return Level.TRUSTED if voice.trusted else Level.USUAL
