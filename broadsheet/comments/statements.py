"""Statements of reasons: what was done, under which clause, how it was found, how to object.

Regulation (EU) 2022/2065, article 17; the fields are those of the Transparency Database (article
24(5)). How long an appeal is open comes from the law's profile (article 20(1)).
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from broadsheet.comments import policies, reasons
from broadsheet.comments.models import Comment, Decision, Sanction, Statement
from broadsheet.comments.policy.clauses import Wording
from broadsheet.comments.reasons import Automation, Facts, Measure, Source
from broadsheet.law.present import due
from broadsheet.law.terms import Span
from broadsheet.stories.structured import absolute

OPEN = "eu.dsa.complaint.open"
OTHERWISE = Span(6, "months")
MEASURES = {
    Sanction.Kind.PREMODERATION: Measure.FIRST_READ,
    Sanction.Kind.SUSPENSION: Measure.SUSPENDED,
    Sanction.Kind.BAN: Measure.TERMINATED,
}


def give_reasons(decision: Decision, *, at: datetime, law: str = "") -> Statement:
    """Make the statement of a decision against an author; they find it with their comments."""
    comment = decision.comment
    with translation.override(comment.language):
        wording = _wording(decision.clause, comment.language, at)
        facts = Facts(
            measure=Measure.COMMENT,
            number=decision.pk,
            clause=decision.clause,
            ground=wording.name,
            explanation=decision.note or wording.explanation,
            circumstances=_circumstances(decision, wording),
            language=comment.language,
            written_on=timezone.localdate(comment.posted_at),
            decided_on=timezone.localdate(at),
            policy_address=absolute(reverse("comment_policy")),
            law=law,
            source=_source(comment),
            found_by_machine=decision.found_by_machine,
            automation=Automation.FULLY if decision.decided_by_machine else Automation.NOT,
        )
    return _made(facts, comment.voice_id, at, decision=decision)


def give_reasons_of(sanction: Sanction, *, at: datetime) -> Statement | None:
    """Make the statement of a sanction; a warning restricts nothing and needs none.

    It is in the language in which its author wrote last.
    """
    measure = MEASURES.get(Sanction.Kind(sanction.kind))
    if measure is None:
        return None
    last = sanction.voice.comments.order_by("-pk").first()
    language = last.language if last else settings.PAPER_LANGUAGE
    with translation.override(language):
        wording = _wording(sanction.clause, language, at)
        facts = Facts(
            measure=measure,
            number=sanction.pk,
            clause=sanction.clause,
            ground=wording.name,
            explanation=sanction.note,
            circumstances=_("Comments of this account broke the clause “%(clause)s”.")
            % {"clause": wording.name},
            language=language,
            written_on=timezone.localdate(at),
            decided_on=timezone.localdate(at),
            policy_address=absolute(reverse("comment_policy")),
            ends_on=timezone.localdate(sanction.ends_at) if sanction.ends_at else None,
        )
    return _made(facts, sanction.voice_id, at, sanction=sanction)


def appeal_until(at: datetime) -> datetime:
    """Return until when an objection may be made."""
    return due(OPEN, at, OTHERWISE)


def _made(
    facts: Facts,
    voice: int,
    at: datetime,
    *,
    decision: Decision | None = None,
    sanction: Sanction | None = None,
) -> Statement:
    return Statement.objects.create(
        decision=decision,
        sanction=sanction,
        voice_id=voice,
        made_at=at,
        appeal_until=appeal_until(at),
        facts=reasons.statement(facts),
    )


def _wording(clause: str, language: str, at: datetime) -> Wording:
    """Return a clause's words; of one that the policy no longer has, its key."""
    found = policies.in_force(at).get(clause)
    return found.in_words(language) if found else Wording(clause, clause)


def _source(comment: Comment) -> Source:
    if comment.notices.exists():
        return Source.NOTICE
    return Source.REPORT if comment.reports else Source.OWN


def _circumstances(decision: Decision, wording: Wording) -> str:
    """Say what a decision rests on, without a word of the comment and without a name."""
    comment = decision.comment
    facts = {"number": comment.pk, "clause": wording.name}
    if decision.decided_by_machine:
        return _("Comment %(number)d: a rule of the paper found “%(clause)s” in it.") % facts
    if comment.reports:
        return _("Comment %(number)d was reported; a moderator found “%(clause)s” in it.") % facts
    return _("Comment %(number)d: a moderator found “%(clause)s” in it.") % facts
