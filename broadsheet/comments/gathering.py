"""Gathers what the checks weigh of a comment, in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet

from broadsheet.comments.checks.bayes import Bayes
from broadsheet.comments.checks.repeat import WINDOW
from broadsheet.comments.checks.submission import Duty, Past, Recent, Submission
from broadsheet.comments.checks.words import Entry, WordList
from broadsheet.comments.door import Written, fold
from broadsheet.comments.models import (
    AllowedHost,
    Comment,
    ListedWord,
    Sanction,
    Shift,
    SpamModel,
    State,
    Thread,
    Voice,
)
from broadsheet.comments.places import Holding
from broadsheet.comments.standing import standing_of
from broadsheet.kit.keeping import Kept
from broadsheet.kit.prepared import Prepared

KEPT = 5.0
"""Seconds after which a changed list holds in every process."""
SOON = 1.0
"""The same of who is on duty."""
TAKEN_AWAY = (State.REJECTED, State.REMOVED)


def _words(_all: None) -> WordList:
    rows = ListedWord.objects.values_list("word", "language", "kind", "clause")
    return WordList.of(Entry(*row) for row in rows)


def _hosts(_all: None) -> frozenset[str]:
    own = urlsplit(settings.SITE_URL).hostname or ""
    return frozenset({own, *AllowedHost.objects.values_list("host", flat=True)})


def _spam(_all: None) -> Bayes:
    row = SpamModel.objects.first()
    return Bayes.from_state(row.state) if row else Bayes()


def _on_duty(_all: None) -> tuple[bool, frozenset[str]]:
    rows: list[list[str]] = list(
        Shift.objects.filter(until=None).values_list("languages", flat=True)
    )
    return bool(rows), frozenset(language for some in rows for language in some)


words, hosts, spam = Kept(_words, KEPT), Kept(_hosts, KEPT), Kept(_spam, KEPT)
on_duty = Kept(_on_duty, SOON)


def forget_lists() -> None:
    """Have the lists read anew: for whoever has just changed them."""
    for kept in (words, hosts, spam):
        kept.forget()


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says what, and where."""

    written: Written
    language: str
    thread: Thread
    voice: Voice
    holding: Holding
    reply: bool
    sanctions: Sequence[Sanction] = ()


def submission_of(saying: Saying, at: datetime) -> Submission:
    """Return a comment as the checks see it."""
    voice, holding, thread = saying.voice, saying.holding, saying.thread
    return Submission(
        written=saying.written,
        folded=fold(saying.written.text, saying.language),
        language=saying.language,
        now=at,
        place=holding.as_place(),
        standing=standing_of(voice, saying.sanctions),
        reply=saying.reply,
        recent=_recent(thread, voice),
        duty=_duty(holding, at),
        words=words(None),
        hosts=hosts(None),
        spam=spam(None),
    )


COLUMNS = ("digest", "posted_at", "state", "text")


def _own_rows(voice: int) -> QuerySet[Comment, Any]:
    return Comment.objects.filter(voice=voice).order_by("-pk").values_list(*COLUMNS)[:WINDOW]


def _other_rows(thread: int, voice: int) -> QuerySet[Comment, Any]:
    rows = Comment.objects.filter(~Q(voice=voice), thread=thread)
    return rows.order_by("-pk").values_list(*COLUMNS)[:WINDOW]


_own, _others = Prepared(_own_rows), Prepared(_other_rows)


def _recent(thread: Thread, voice: Voice) -> Recent:
    return Recent(
        own=tuple(_past(*row) for row in _own(voice.pk)),
        thread=tuple(_past(*row) for row in _others(thread.pk, voice.pk)),
    )


def _past(digest: int, at: datetime, state: str, text: str) -> Past:
    return Past(digest & 2**64 - 1, at, len(text), removed=state in TAKEN_AWAY)


def _duty(holding: Holding, at: datetime) -> Duty:
    anyone, languages = on_duty(None)
    return Duty(anyone=anyone, languages=languages, night=holding.is_night(at))
