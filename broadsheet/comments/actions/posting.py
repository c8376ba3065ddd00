"""Writing: what a reader sends is cleaned, weighed, and shown, held, handed back or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from broadsheet.comments import counting, elsewhere, gathering, policies, states
from broadsheet.comments.actions.deciding import refused
from broadsheet.comments.announced import subject_of, tell
from broadsheet.comments.checks.likeness import likeness
from broadsheet.comments.checks.order import examine
from broadsheet.comments.checks.submission import Signal, Submission
from broadsheet.comments.door import Written, clean
from broadsheet.comments.models import (
    Act,
    Comment,
    Decision,
    Sanction,
    Signalled,
    State,
    Thread,
    Voice,
    Wording,
)
from broadsheet.comments.phrases import said
from broadsheet.comments.places import Holding, kept_holding
from broadsheet.comments.policy.clauses import Kind, Policy
from broadsheet.comments.policy.effects import effective
from broadsheet.comments.rules import Outcome, Verdict, settle
from broadsheet.comments.standing import silenced, standing_sanctions
from broadsheet.comments.statements import give_reasons
from broadsheet.kit import clock
from broadsheet.kit.prepared import Prepared
from broadsheet.records.actions import write
from broadsheet.stories.models import Story

log = structlog.get_logger(__name__)
POST = "comment.post"
DEEPEST = 60
"""Answers to answers below this stand beside what they answer."""
SIGNED = 2**63
_BECOMES = {Verdict.HOLD: State.HELD, Verdict.REFUSE: State.REJECTED}


@dataclass(frozen=True)
class Sent:
    """What a reader sent. ``token`` is of the form it came from: a retry has the same."""

    text: str
    token: str
    parent: int | None = None
    language: str = ""


@dataclass(frozen=True)
class Posted:
    """What became of it. ``comment`` is none where the author is asked to mend it first."""

    outcome: Outcome
    comment: Comment | None
    again: bool = False
    """Whether the very same was sent before: nothing new was made."""


@dataclass(frozen=True)
class Judged:
    """A text with everything that was weighed."""

    written: Written
    submission: Submission
    signals: tuple[Signal, ...]
    outcome: Outcome
    policy: Policy
    nudged: bool = False


def thread_of(story: Story) -> Thread:
    """Return the thread of a story, made when the first word is said."""
    found, _made = Thread.objects.get_or_create(
        story=story, defaults={"title": story.title[:255], "language": story.language}
    )
    return found


def post(voice: Voice, thread: Thread, sent: Sent, *, at: datetime | None = None) -> Posted:
    """Take a comment: shown, held, or handed back once with a hint.

    One that a clause of conduct refuses is kept, hidden, with a statement of reasons; raises
    ``Unfit`` for a text that cannot be taken, and ``Refused`` where nothing may be written now:
    of neither is anything kept.
    """
    moment = at or clock.now()
    before = sent_before(voice, sent.token)
    if before is not None:
        return Posted(Outcome(Verdict.PUBLISH), before, again=True)
    sanctions = standing_sanctions(voice, moment)
    _may_write(voice, thread, sanctions, moment)
    parent = _parent(thread, sent.parent)
    reply = parent is not None
    judged = judge(voice, thread, sent, reply=reply, at=moment, sanctions=sanctions)
    refuse_practice(judged)
    if judged.outcome.kind is Verdict.NUDGE:
        _keep_wording(voice, sent, judged, moment)
        return Posted(judged.outcome, None)
    try:
        with transaction.atomic():
            return Posted(judged.outcome, _made(voice, thread, sent, parent, judged, moment))
    except IntegrityError:
        # A second click came between: what the first made is what was wanted.
        first = sent_before(voice, sent.token)
        if first is None:
            raise
        return Posted(judged.outcome, first, again=True)


def _rows_by_token(voice: int, token: str) -> QuerySet[Comment]:
    rows: QuerySet[Comment] = Comment.objects.filter(voice=voice, token=token)
    return rows


_by_token = Prepared(_rows_by_token)


def sent_before(voice: Voice, token: str) -> Comment | None:
    """Return the comment that this form has made already, or ``None``."""
    if not token:
        return None
    return next(iter(_by_token.models(voice.pk, token)), None)


def judge(
    voice: Voice,
    thread: Thread,
    sent: Sent,
    *,
    reply: bool,
    at: datetime,
    sanctions: Sequence[Sanction] | None = None,
) -> Judged:
    """Weigh a text by every check and the policy in force there; keeps nothing."""
    holding = kept_holding(thread)
    written = clean(sent.text)
    language = sent.language or holding.language
    held_to = standing_sanctions(voice, at) if sanctions is None else sanctions
    saying = gathering.Saying(written, language, thread, voice, holding, reply, held_to)
    submission = gathering.submission_of(saying, at)
    version = policies.read(policies.now_in_force(at))
    policy = effective(_with_overrides(version, holding), submission.place, submission.standing)
    signals = (*examine(submission), *elsewhere.noticed(submission))
    nudged = _was_nudged(voice, sent.token)
    outcome = settle(signals, policy, holding.mode, submission.standing, nudged)
    return Judged(written, submission, signals, outcome, policy, nudged)


def _with_overrides(policy: Policy, holding: Holding) -> Policy:
    return replace(policy, overrides=(*policy.overrides, *holding.overrides))


def _rows_of_hints(voice: int, token: str) -> QuerySet[Wording, Any]:
    rows = Wording.objects.filter(voice=voice, token=token, why=Wording.Why.NUDGED)
    return rows.values_list("pk")


_hints = Prepared(_rows_of_hints)


def _was_nudged(voice: Voice, token: str) -> bool:
    return bool(token) and bool(_hints(voice.pk, token))


def _may_write(voice: Voice, thread: Thread, sanctions: Sequence[Sanction], at: datetime) -> None:
    sanction = silenced(sanctions)
    if sanction is not None:
        raise refused("silenced", _("You cannot write here now: your page of comments says why."))
    if not thread.slow_seconds or voice.staff:
        return
    last = Comment.objects.filter(voice=voice, thread=thread).order_by("-pk").first()
    if last is None:
        return
    wait = thread.slow_seconds - int((at - last.posted_at).total_seconds())
    if wait > 0:
        words = _("This conversation is slowed: write again in %(seconds)d seconds.")
        raise refused("slow", words % {"seconds": wait})


def _parent(thread: Thread, parent: int | None) -> Comment | None:
    if parent is None:
        return None
    found: Comment | None = thread.comments.filter(pk=parent, state=State.SHOWN).first()
    if found is None:
        raise refused("parent", _("What you answer is not there any more: copy your words."))
    if found.depth >= DEEPEST:
        return found.parent
    return found


def refuse_practice(judged: Judged) -> None:
    """Say no where the place, the hour or the pace is what is wrong, and not the words."""
    if judged.outcome.kind is not Verdict.REFUSE:
        return
    if any(_is_conduct(judged.policy, clause) for clause in judged.outcome.clauses):
        return
    first = judged.outcome.because[0]
    raise refused(first.clause, said(first))


def _is_conduct(policy: Policy, clause: str) -> bool:
    found = policy.get(clause)
    return found is not None and found.kind is Kind.CONDUCT


def _keep_wording(voice: Voice, sent: Sent, judged: Judged, at: datetime) -> None:
    """Keep what the author is asked to mend, so that it is known whether asking works."""
    Wording.objects.get_or_create(
        voice=voice,
        token=sent.token,
        why=Wording.Why.NUDGED,
        defaults={
            "text": judged.written.text,
            "at": at,
            "clauses": list(judged.outcome.clauses),
        },
    )


def _made(
    voice: Voice,
    thread: Thread,
    sent: Sent,
    parent: Comment | None,
    judged: Judged,
    at: datetime,
) -> Comment:
    outcome = judged.outcome
    version = policies.begun(at)
    state = _BECOMES.get(outcome.kind, State.SHOWN)
    comment: Comment = Comment.objects.create(
        thread=thread,
        parent=parent,
        root=parent.root or parent if parent else None,
        depth=parent.depth + 1 if parent else 0,
        voice=voice,
        text=judged.written.text,
        html=judged.written.html,
        language=judged.submission.language,
        state=state,
        queue=outcome.queue.value if state == State.HELD else "",
        risk=outcome.risk,
        posted_at=at,
        shown_at=at if state == State.SHOWN else None,
        token=sent.token,
        policy=version,
        clause=outcome.clauses[0] if state == State.REJECTED else "",
        digest=as_kept(judged),
        staff=voice.staff,
    )
    keep_signals(comment, judged.signals)
    counting.came(comment)
    if judged.nudged:
        Wording.objects.filter(voice=voice, token=sent.token).update(comment=comment)
    _write_down(comment, judged, version.number, at)
    if state == State.REJECTED:
        _say_why(comment, outcome, at)
    return comment


def as_kept(judged: Judged) -> int:
    """Return the text's likeness, a number of 64 bits, as the database keeps it."""
    number = likeness(judged.submission.folded)
    return number - 2 * SIGNED if number >= SIGNED else number


def keep_signals(comment: Comment, signals: tuple[Signal, ...]) -> None:
    """Keep what the checks noticed beside the comment."""
    rows = [
        Signalled(
            comment=comment,
            check_name=one.check,
            clause=one.clause,
            says=one.says,
            facts=dict(one.facts),
            start=one.span.start if one.span else None,
            end=one.span.end if one.span else None,
            weight=one.weight,
        )
        for one in signals
    ]
    if rows:
        Signalled.objects.bulk_create(rows)


def _write_down(comment: Comment, judged: Judged, version: int, at: datetime) -> None:
    """Write the log's row: numbers and rules, and not a word of the comment itself."""
    outcome = judged.outcome
    after: dict[str, Any] = {
        "state": comment.state,
        "voice": comment.voice_id,
        "thread": comment.thread_id,
        "verdict": outcome.kind.value,
        "clauses": list(outcome.clauses),
        "risk": outcome.risk,
        "policy": version,
        "scores": dict(judged.submission.scores),
        "model": judged.submission.model,
    }
    record = write(POST, subject=subject_of(comment), actor=None, at=at, after=after)
    tell(POST, comment, record=record.pk, at=at, before={}, after=after)


def _say_why(comment: Comment, outcome: Outcome, at: datetime) -> None:
    """Make the decision of a rule and its statement: the author can object to it."""
    decision = Decision.objects.create(
        comment=comment,
        act=Act.REJECT,
        rule=outcome.because[0].check,
        clause=comment.clause,
        at=at,
        before="",
        after=State.REJECTED,
        policy=comment.policy,
        found_by_machine=True,
        decided_by_machine=True,
    )
    give_reasons(decision, at=at)


def waits(comment: Comment) -> bool:
    """Whether a moderator has yet to decide on it."""
    return states.waits(comment.state, comment.queue)
