"""Gathers what the checks weigh of a comment, in few queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.models import Q

from broadsheet.comments.checks.bayes import Bayes
from broadsheet.comments.checks.repeat import WINDOW
from broadsheet.comments.checks.submission import Duty, Past, Recent, Submission
from broadsheet.comments.checks.words import Entry, WordList
from broadsheet.comments.door import Written, fold
from broadsheet.comments.models import (
    AllowedHost,
    Comment,
    ListedWord,
    Shift,
    SpamModel,
    State,
    Thread,
    Voice,
)
from broadsheet.comments.places import Holding
from broadsheet.comments.standing import standing_of, standing_sanctions

T = TypeVar("T")
KEPT = 5.0
"""Seconds after which a changed list holds in every process."""
TAKEN_AWAY = (State.REJECTED, State.REMOVED)


class Kept(Generic[T]):
    """Something that is dear to build and seldom changes: built anew after a while."""

    def __init__(self, build: Callable[[], T]) -> None:
        self._build = build
        self._built: tuple[str, float, T] | None = None

    def __call__(self) -> T:
        """Return it as it was at most ``KEPT`` seconds ago."""
        database, now = str(connection.settings_dict["NAME"]), monotonic()
        if self._built and self._built[0] == database and now - self._built[1] < KEPT:
            return self._built[2]
        built = self._build()
        self._built = (database, now, built)
        return built

    def forget(self) -> None:
        """Build it anew at the next question; called in the process that changed it."""
        self._built = None


def _words() -> WordList:
    rows = ListedWord.objects.values_list("word", "language", "kind", "clause")
    return WordList.of(Entry(*row) for row in rows)


def _hosts() -> frozenset[str]:
    own = urlsplit(settings.SITE_URL).hostname or ""
    return frozenset({own, *AllowedHost.objects.values_list("host", flat=True)})


def _spam() -> Bayes:
    row = SpamModel.objects.first()
    return Bayes.from_state(row.state) if row else Bayes()


words, hosts, spam = Kept(_words), Kept(_hosts), Kept(_spam)


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


def submission_of(saying: Saying, at: datetime) -> Submission:
    """Return a comment as the checks see it."""
    voice, holding, thread = saying.voice, saying.holding, saying.thread
    return Submission(
        written=saying.written,
        folded=fold(saying.written.text, saying.language),
        language=saying.language,
        now=at,
        place=holding.as_place(),
        standing=standing_of(voice, standing_sanctions(voice, at)),
        reply=saying.reply,
        recent=_recent(thread, voice),
        duty=_duty(holding, at),
        words=words(),
        hosts=hosts(),
        spam=spam(),
    )


def _recent(thread: Thread, voice: Voice) -> Recent:
    columns = ("digest", "posted_at", "state", "text")
    own = Comment.objects.filter(voice=voice).order_by("-pk").values_list(*columns)
    others = Comment.objects.filter(~Q(voice=voice), thread=thread).order_by("-pk")
    return Recent(
        own=tuple(_past(*row) for row in own[:WINDOW]),
        thread=tuple(_past(*row) for row in others.values_list(*columns)[:WINDOW]),
    )


def _past(digest: int, at: datetime, state: str, text: str) -> Past:
    return Past(digest & 2**64 - 1, at, len(text), removed=state in TAKEN_AWAY)


def _duty(holding: Holding, at: datetime) -> Duty:
    rows = Shift.objects.filter(until=None).values_list("languages", flat=True)
    read: list[list[str]] = list(rows)
    languages = frozenset(language for some in read for language in some)
    return Duty(anyone=bool(read), languages=languages, night=holding.is_night(at))
