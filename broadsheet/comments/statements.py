"""Statements of reasons: what was done, under which clause, how it was found, how to object.

Regulation (EU) 2022/2065, article 17; the fields are those of the Transparency Database (article
24(5)). How long an appeal is open comes from the law's profile (article 20(1)).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from broadsheet.comments import reasons
from broadsheet.comments.models import Decision, Sanction, Statement
from broadsheet.law import profiles
from broadsheet.law.profiles import Law

OPEN = "eu.dsa.complaint.open"
DAYS_A_MONTH = 31


@cache
def law() -> Law:
    """Return the profiles that hold for this paper."""
    return profiles.load(Path(settings.HOME) / "law")


def give_reasons(decision: Decision, *, at: datetime) -> Statement:
    """Make the statement of a decision against an author; they find it with their comments."""
    comment = decision.comment
    facts = reasons.of_comment(
        reasons.Facts(
            number=decision.pk,
            act=decision.act,
            clause=decision.clause,
            note=decision.note,
            language=comment.language,
            written_on=comment.posted_at.date(),
            decided_on=at.date(),
            found_by_machine=decision.found_by_machine,
            decided_by_machine=decision.decided_by_machine,
            reported=comment.reports > 0,
        )
    )
    return Statement.objects.create(
        decision=decision,
        voice_id=comment.voice_id,
        made_at=at,
        appeal_until=appeal_until(at),
        facts=facts,
    )


def give_reasons_of(sanction: Sanction, *, at: datetime) -> Statement:
    """Make the statement of a sanction."""
    facts = reasons.of_account(
        reasons.Facts(
            number=sanction.pk,
            act=sanction.kind,
            clause=sanction.clause,
            note=sanction.note,
            language=settings.LANGUAGE_CODE,
            written_on=at.date(),
            decided_on=at.date(),
            ends_on=sanction.ends_at.date() if sanction.ends_at else None,
        )
    )
    return Statement.objects.create(
        sanction=sanction,
        voice_id=sanction.voice_id,
        made_at=at,
        appeal_until=appeal_until(at),
        facts=facts,
    )


def appeal_until(at: datetime) -> datetime:
    """Return until when an objection may be made (months count 31 days: never too short)."""
    duty = law().on(OPEN, at.date())
    return at + timedelta(days=duty.amount * DAYS_A_MONTH)
