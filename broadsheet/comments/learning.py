"""Spam, learned from this paper's own decisions: what moderators rejected as such, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from broadsheet.comments import gathering
from broadsheet.comments.checks.bayes import Bayes
from broadsheet.comments.checks.spam import features
from broadsheet.comments.door import fold
from broadsheet.comments.markup import mark
from broadsheet.comments.models import Act, Decision, SpamModel

SPAM = "spam"
AT_ONCE = 500
AGAINST = (Act.REJECT, Act.REMOVE)
Example = tuple[tuple[str, ...], bool]


def learn(most: int = AT_ONCE) -> int:
    """Learn from the next decisions of moderators; return how many were looked at.

    A decision that was undone before it is learned teaches nothing; one that is undone later is
    forgotten by its undoing, which is a decision of its own.
    """
    with transaction.atomic():
        row, _made = SpamModel.objects.select_for_update().get_or_create(pk=1)
        decisions = list(_next(row.learned_until, most))
        if not decisions:
            return 0
        known = Bayes.from_state(row.state)
        known = known.learned(_examples(one for one in decisions if one.undone_at is None))
        known = known.forgotten(_examples(_taken_back(decisions, row.learned_until)))
        row.state, row.version = known.as_state(), row.version + 1
        row.learned_until = decisions[-1].pk
        row.save()
        transaction.on_commit(gathering.forget_lists)
    return len(decisions)


def _next(after: int, most: int) -> Iterator[Decision]:
    rows = Decision.objects.filter(pk__gt=after).exclude(by=None).select_related("comment")
    return iter(rows.order_by("pk")[:most])


def _taken_back(decisions: list[Decision], learned_until: int) -> list[Decision]:
    """Return what was learned already, and is undone by one of the decisions."""
    undone = [one for one in decisions if one.act == Act.UNDO]
    numbers = [int(last) for one in undone if (last := one.note.rpartition(" ")[2]).isdecimal()]
    rows = Decision.objects.filter(pk__in=numbers, pk__lte=learned_until)
    return list(rows.select_related("comment"))


def _examples(decisions: Iterable[Decision]) -> Iterator[Example]:
    for one in decisions:
        if one.act == Act.APPROVE:
            yield _words(one), False
        elif one.act in AGAINST:
            # What was rejected for another reason is no spam either.
            yield _words(one), one.clause == SPAM


def _words(decision: Decision) -> tuple[str, ...]:
    comment = decision.comment
    folded = fold(comment.text, comment.language)
    return tuple(features(folded, mark(comment.text).links))
