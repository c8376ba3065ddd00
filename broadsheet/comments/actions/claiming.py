"""Taking a comment in hand, so that two people never do one item; deciding on what one has seen."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from broadsheet.accounts.models import User
from broadsheet.accounts.permission import allow
from broadsheet.accounts.queries import may
from broadsheet.comments.actions.deciding import (
    MODERATE,
    Decided,
    decide,
    locked,
    place_of,
    refused,
)
from broadsheet.comments.announced import subject_of
from broadsheet.comments.models import Claim, Comment, Decision
from broadsheet.kit.refusals import Refused
from broadsheet.records.actions import write

IN_HAND = timedelta(seconds=90)
"""How long a comment stays in hand without a word from whoever has it open."""
RENEWED_BELOW = timedelta(seconds=60)
KEPT = timedelta(hours=24)
"""How long a comment waits for the colleague that it was kept for, before anybody may take it."""
AT_ONCE = 100
"""So many comments at most are decided on, or taken in hand, at one stroke."""


@dataclass(frozen=True)
class Seen:
    """A comment as a moderator saw it: its number, and the last decision on it (0: none)."""

    comment: int
    decision: int = 0

    def __str__(self) -> str:
        return f"{self.comment}~{self.decision}"

    @classmethod
    def read(cls, text: str) -> Seen:
        """Read what ``str`` wrote; raises ``ValueError`` for anything else."""
        comment, _found, decision = text.partition("~")
        for part in (comment, decision or "0"):
            if not (part.isascii() and part.isdecimal()) or len(part) > 18:  # noqa: PLR2004 digits
                raise ValueError(f"{text!r} names no comment.")
        return cls(int(comment), int(decision or "0"))


@dataclass
class Done:
    """What came of deciding on several: the decisions, and why others were left."""

    batch: str
    decisions: list[Decision] = field(default_factory=list)
    left: list[tuple[Seen, str]] = field(default_factory=list)


def take(comments: Iterable[int], *, by: User, at: datetime) -> set[int]:
    """Take comments in hand or keep them there; return those that somebody else has.

    The caller has asked whether ``by`` moderates them.
    """
    wanted = list(comments)[:AT_ONCE]
    if not wanted:
        return set()
    until = at + IN_HAND
    with transaction.atomic():
        there = {claim.comment_id: claim for claim in _of(wanted)}
        gone = [claim.pk for claim in there.values() if claim.until <= at]
        if gone:
            Claim.objects.filter(pk__in=gone, until__lte=at).delete()
        free = [one for one in wanted if one not in there or there[one].pk in gone]
        Claim.objects.bulk_create(
            [Claim(comment_id=one, by=by, until=until) for one in free], ignore_conflicts=True
        )
        own = [claim.pk for claim in there.values() if _renewable(claim, by, at)]
        if own:
            Claim.objects.filter(pk__in=own).update(until=until)
        return {claim.comment_id for claim in _of(wanted) if not is_own(claim, by)}


def _of(comments: Iterable[int]) -> QuerySet[Claim]:
    return Claim.objects.filter(comment__in=comments)


def is_own(claim: Claim, user: User) -> bool:
    """Whether a claim lets a user decide: it is theirs, or it was kept for them."""
    return (claim.kept_for_id or claim.by_id) == user.pk


def _renewable(claim: Claim, by: User, at: datetime) -> bool:
    mine = claim.kept_for_id is None and claim.by_id == by.pk
    return mine and at < claim.until < at + RENEWED_BELOW


def let_go(by: User, comments: Iterable[int] | None = None) -> None:
    """Let comments go that one had in hand, or all of them; what was kept for somebody stays."""
    rows = Claim.objects.filter(by=by, kept_for=None)
    if comments is not None:
        rows = rows.filter(comment__in=list(comments))
    rows.delete()


def keep_for(comment: int, person: User, *, by: User, at: datetime) -> Claim:
    """Keep a comment for a colleague, who finds it under their own for a day.

    Raises ``PermissionDenied``, and ``Refused`` for a colleague who may not decide on it.
    """
    with transaction.atomic():
        row = locked(comment)
        allow(by, MODERATE, place_of(row.thread))
        if not may(person, MODERATE, place_of(row.thread)):
            words = _("%(person)s does not moderate this section: keep it for somebody who does.")
            raise refused("colleague", words % {"person": person})
        _refuse_taken(row, by, at)
        claim, _made = Claim.objects.update_or_create(
            comment=row, defaults={"by": by, "kept_for": person, "until": at + KEPT}
        )
        after = {"for": person.pk}
        write("comment.keep", subject=subject_of(row), actor=by, at=at, after=after)
    return claim


def decide_on(seen: Seen, decided: Decided, *, by: User, at: datetime, batch: str = "") -> Decision:
    """Decide on a comment as it was seen.

    Raises ``Refused`` where somebody else has it in hand or has decided on it since, and whatever
    ``deciding.decide`` raises.
    """
    with transaction.atomic():
        row = locked(seen.comment)
        allow(by, MODERATE, place_of(row.thread))
        _refuse_taken(row, by, at)
        _refuse_decided(row, seen)
        return decide(seen.comment, decided, by=by, at=at, batch=batch)


def decide_on_all(every: Iterable[tuple[Seen, Decided]], *, by: User, at: datetime) -> Done:
    """Decide on several as they were seen; what cannot be decided is left, with the reason.

    Raises ``PermissionDenied`` where none of them could be.
    """
    asked, denied = list(every)[:AT_ONCE], False
    # One comment alone is no stroke: it has nothing to be undone with.
    done = Done(secrets.token_hex(8) if len(asked) > 1 else "")
    for seen, decided in asked:
        try:
            made = decide_on(seen, decided, by=by, at=at, batch=done.batch)
        except Refused as refusal:
            done.left.append((seen, str(refusal)))
        except Comment.DoesNotExist:
            done.left.append((seen, _("There is no such comment.")))
        except PermissionDenied as refusal:
            denied = True
            done.left.append((seen, str(refusal)))
        else:
            done.decisions.append(made)
    if denied and not done.decisions:
        raise PermissionDenied(done.left[0][1])
    return done


def _refuse_taken(row: Comment, by: User, at: datetime) -> None:
    claim = Claim.objects.filter(comment=row, until__gt=at).select_related("by").first()
    if claim is not None and not is_own(claim, by) and claim.by_id != by.pk:
        words = _("%(person)s has it in hand.")
        raise refused("taken", words % {"person": claim.by})


def _refuse_decided(row: Comment, seen: Seen) -> None:
    last = row.decisions.select_related("by").order_by("-pk").first()
    if last is None or last.pk <= seen.decision:
        return
    words = _("It has been decided on meanwhile: %(act)s, by %(person)s.")
    who = last.by or last.rule or _("its author")
    raise refused("decided", words % {"act": last.get_act_display(), "person": who})
