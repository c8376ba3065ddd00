"""Killed at any moment while fifty write: what was acknowledged is there, once, and all adds up."""

from __future__ import annotations

import os
import random
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection

from broadsheet.accounts.models import User
from broadsheet.comments.actions.deciding import Decided, decide
from broadsheet.comments.actions.posting import Sent, post, thread_of
from broadsheet.comments.counting import recounted
from broadsheet.comments.models import Act, Comment, State, Voice
from broadsheet.comments.models import Thread as Talk
from broadsheet.comments.tests.writers import reader
from broadsheet.kit.refusals import Refused
from broadsheet.kit.tests.counts import SOAK
from broadsheet.records.actions import seal_waiting
from broadsheet.records.verification import verify
from broadsheet.stories.tests.cast import StoryFactory
from tests.press.processes import Child

TIMES = 200 if SOAK else 4
PROCESSES, THREADS = 5, 10
LONGEST = 0.6
"""Seconds within which somebody is killed: some dozens of comments are written in that time."""

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.soak,
    # Python 3.12 warns of forking beside the threads of the test runner; ours are not among them.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]


def write_on(talk: int, voices: list[int], acknowledged: Path, seed: int) -> None:
    """Have ten people write until killed; each that got its answer is noted, at once."""
    told = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def one(voice: int, chance: random.Random) -> None:
        author, thread = Voice.objects.get(pk=voice), Talk.objects.get(pk=talk)
        while True:
            token = f"{chance.getrandbits(64):016x}"
            words = f"The ferry of {chance.randrange(10**9)} was late by {chance.random()} hours."
            with suppress(OperationalError, Refused):
                # What is handed back with a hint is not acknowledged.
                if post(author, thread, Sent(words, token)).comment is not None:
                    os.write(told, f"{token}\n".encode())

    threads = [
        Thread(target=one, args=(voice, random.Random(f"{seed} {voice}")), daemon=True)  # noqa: S311
        for voice in voices
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def decide_on(seed: int) -> None:
    """Have somebody take down and approve until killed; the log is sealed in between."""
    chance = random.Random(seed)  # noqa: S311 any comment will do
    while True:
        rows = list(Comment.objects.order_by("-pk").values_list("pk", "state")[:30])
        for pk, state in chance.sample(rows, min(5, len(rows))):
            act = Act.APPROVE if state == State.HELD else Act.REMOVE
            with suppress(OperationalError, Refused):
                decide(pk, Decided(act, "off-topic"), by=None)
        with suppress(OperationalError, IntegrityError):
            seal_waiting()


@pytest.fixture
def talk() -> Talk:
    """A conversation, with fifty people who are known here; nobody is too fast for it."""
    story = StoryFactory(published=True)
    for _number in range(PROCESSES * THREADS):
        reader()
    Voice.objects.update(staff=True)  # whoever writes for the paper is held by no pace
    return thread_of(story)


def test_what_was_acknowledged_is_there_once_and_all_adds_up(talk: Talk, tmp_path: Path) -> None:
    """Whoever is killed: those who write, or who decides and seals."""
    acknowledged, log = tmp_path / "acknowledged", tmp_path / "log"
    voices = list(Voice.objects.order_by("pk").values_list("pk", flat=True))
    shares = [voices[start::PROCESSES] for start in range(PROCESSES)]
    chance = random.Random(7)  # noqa: S311 any moment will do
    turns = count(1)

    def writer(share: list[int]) -> Child:
        return Child(lambda: write_on(talk.pk, share, acknowledged, next(turns)), log)

    def moderator() -> Child:
        return Child(lambda: decide_on(next(turns)), log)

    children = [*(writer(share) for share in shares), moderator()]
    for _kill in range(TIMES):
        Event().wait(chance.uniform(0.05, LONGEST))  # no sign to wait for: any moment is tried
        place = chance.randrange(len(children))
        children[place].kill()
        children[place] = writer(shares[place]) if place < PROCESSES else moderator()
    for child in children:
        child.kill()

    assert not log.exists(), log.read_text()
    _adds_up(talk, acknowledged.read_text().split())


def _adds_up(talk: Talk, tokens: list[str]) -> None:
    """Check comments, counters and the log against what was acknowledged."""
    connection.close()
    there = list(Comment.objects.filter(thread=talk).values_list("token", flat=True))
    talk.refresh_from_db()
    seal_waiting()

    assert len(tokens) > TIMES
    assert len(set(there)) == len(there)
    assert set(tokens) <= set(there)
    assert (talk.shown, talk.waiting) == recounted(talk)
    for voice in Voice.objects.filter(user__in=User.objects.all()):
        rows = Comment.objects.filter(voice=voice)
        taken = rows.filter(state__in=[State.REMOVED, State.REJECTED]).count()
        assert voice.refused == taken, voice
    assert verify() == []
