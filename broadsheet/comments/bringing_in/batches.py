"""The one writer of comments from elsewhere: some hundred at a time, whole or not at all."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from broadsheet.comments import keys, states
from broadsheet.comments.actions.posting import DEEPEST
from broadsheet.comments.characters import cleaned
from broadsheet.comments.counting import REFUSED
from broadsheet.comments.door import Written
from broadsheet.comments.foreign.incoming import ForeignAuthor, Incoming
from broadsheet.comments.foreign.incoming import State as Was
from broadsheet.comments.models import Comment, Queue, State, Thread, Voice
from broadsheet.press.changes import in_bulk
from broadsheet.records.actions import Actor, Subject, write
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door

IMPORT = "comment.import"
NAME_MOST = 40
KEY_MOST = 120
DIGITS = 19
BESIDE = "It stood too deep below another: it stands beside what it answers."
AT_THE_HEAD = "What it answers did not come in: it stands at the head of a branch."
_SALT = "broadsheet.comments.voice"
_SILENT = Written("", "")
_STATES = {Was.APPROVED: State.SHOWN, Was.HELD: State.HELD}


@dataclass(frozen=True)
class Ready:
    """A comment whose words came through the door; ``written`` is none where none come in."""

    comment: Incoming
    level: int
    written: Written | None


@dataclass(frozen=True)
class There:
    """A comment that is here, as its answers need to know it."""

    pk: int
    thread: int
    root: int | None
    parent: int | None
    depth: int
    posted_at: datetime


@dataclass(frozen=True)
class Source:
    """From where comments come. ``ours`` are named by their numbers in a paper that may be this."""

    name: str
    ours: bool = False


@dataclass(frozen=True)
class Under:
    """Where a batch goes, from which source, and who brings it in, when."""

    thread: Thread
    source: Source
    at: datetime
    by: Actor | None


def there(source: Source, found: Iterable[str]) -> dict[str, There]:
    """Return those of the keys of a source that came in before."""
    rows = Comment.objects.filter(source=source.name, foreign_id__in=list(found))
    columns = ("foreign_id", "pk", "thread_id", "root_id", "parent_id", "depth", "posted_at")
    return {row[0]: There(*row[1:]) for row in rows.values_list(*columns)}


def never_left(source: Source, found: Iterable[Incoming]) -> dict[str, There]:
    """Return those comments of our own export that are here as they were when they were written."""
    numbers = {int(one.key): one for one in found if one.key.isdecimal() and len(one.key) < DIGITS}
    if not source.ours:
        return {}
    columns = ("pk", "thread_id", "root_id", "parent_id", "depth", "posted_at")
    rows = Comment.objects.filter(pk__in=numbers).values_list(*columns)
    same = (There(*row) for row in rows)
    return {str(row.pk): row for row in same if row.posted_at == numbers[row.pk].posted_at}


def write_batch(batch: Sequence[Ready], under: Under) -> list[tuple[str, str]]:
    """Write comments that are not there yet, each after what it answers; all or none.

    Returns what stands elsewhere than below what it answers: why, and its key.
    """
    thread = under.thread.pk
    touched = (
        keys.thread(thread),
        keys.count(thread),
        keys.newest(thread),
        keys.first(thread),
        keys.unrecommended(thread),
        keys.picks(thread),
        keys.staff(thread),
    )
    with came_by(Door.IMPORTER), transaction.atomic(), in_bulk(*touched):
        parents = there(under.source, {one.comment.parent for one in batch if one.comment.parent})
        voices = _voices(batch, under)
        made: list[Comment] = []
        misplaced: list[tuple[str, str]] = []
        for _level, some in groupby(batch, lambda one: one.level):
            rows = []
            for one in some:
                above = parents.get(one.comment.parent)
                misplaced += _misplaced(one, above, thread)
                rows.append(_row(one, above, voices[voice_key(one)], under))
            made += Comment.objects.bulk_create(rows)
            parents.update((row.foreign_id, _placed(row)) for row in rows)
        _count(made, under.thread)
        note_of_log = {"comments": len(made), "source": under.source.name}
        subject = Subject("thread", str(thread), f"No. {thread}")
        write(IMPORT, subject=subject, actor=under.by, at=under.at, after=note_of_log)
    return misplaced


def _misplaced(one: Ready, above: There | None, thread: int) -> Iterator[tuple[str, str]]:
    """Say where a comment does not come to stand below what it answers."""
    if above is not None and above.thread == thread and above.depth >= DEEPEST:
        yield BESIDE, one.comment.key
    elif one.comment.parent and (above is None or above.thread != thread):
        yield AT_THE_HEAD, one.comment.key


def _placed(row: Comment) -> There:
    return There(row.pk, row.thread_id, row.root_id, row.parent_id, row.depth, row.posted_at)


def _row(one: Ready, above: There | None, voice: int, under: Under) -> Comment:
    comment, written = one.comment, one.written or _SILENT
    state = _state(one)
    place = _place(above, under.thread.pk)
    return Comment(
        thread=under.thread,
        voice_id=voice,
        text=written.text,
        html=written.html,
        language=comment.language or under.thread.language,
        state=state,
        queue=Queue.HELD if state == State.HELD else "",
        posted_at=comment.posted_at,
        shown_at=comment.posted_at if state == State.SHOWN else None,
        edited_at=comment.edited_at if one.written else None,
        recommended=comment.recommended if one.written else 0,
        picked_at=comment.posted_at if comment.picked and state == State.SHOWN else None,
        staff=comment.author.staff and state == State.SHOWN,
        clause="spam" if comment.state is Was.SPAM and one.written else "",
        source=under.source.name,
        foreign_id=comment.key,
        **place,
    )


def _place(above: There | None, thread: int) -> dict[str, Any]:
    """Return parent, root and depth; beside what it answers where that stands deepest."""
    if above is None or above.thread != thread:
        return {}
    if above.depth >= DEEPEST:
        return {"parent_id": above.parent, "root_id": above.root, "depth": above.depth}
    return {
        "parent_id": above.pk,
        "root_id": above.root or above.pk,
        "depth": above.depth + 1,
    }


def _state(one: Ready) -> str:
    """Return the state here: of what had no words to bring there is a place and nothing else."""
    if one.written is None:
        return State.ERASED
    return _STATES.get(one.comment.state, State.REJECTED)


def _count(made: Sequence[Comment], thread: Thread) -> None:
    """Add the batch to the counters of its thread, branches and voices."""
    shown = sum(row.state == State.SHOWN for row in made)
    waiting = sum(states.waits(row.state, row.queue) for row in made)
    last = max([row.posted_at for row in made] + ([thread.last_at] if thread.last_at else []))
    rows = Thread.objects.filter(pk=thread.pk)
    rows.update(shown=F("shown") + shown, waiting=F("waiting") + waiting, last_at=last)
    thread.last_at = last
    roots = Counter(row.root_id for row in made if row.root_id and row.state == State.SHOWN)
    for number, roots_of_it in _by_count(roots).items():
        heads = Comment.objects.filter(pk__in=roots_of_it)
        heads.update(replies=F("replies") + number)
    approved = Counter(row.voice_id for row in made if row.state == State.SHOWN)
    refused = Counter(row.voice_id for row in made if row.state in REFUSED)
    for column, counts in (("approved", approved), ("refused", refused)):
        for number, voices in _by_count(counts).items():
            Voice.objects.filter(pk__in=voices).update(**{column: F(column) + number})


def _by_count(counts: Counter[int]) -> dict[int, list[int]]:
    """Return the rows to which each number is to be added, so that few questions do it."""
    found: dict[int, list[int]] = defaultdict(list)
    for row, number in counts.items():
        found[number].append(row)
    return found


def voice_key(one: Ready) -> str:
    """Return by what a voice of that source is known again; nobody's address is kept as such."""
    author = one.comment.author
    if one.written is None:
        return "deleted"
    if author.key:
        known = f"key:{author.key}"
        return known if len(known) <= KEY_MOST else f"key:{_digest(author.key)}"
    if author.mail:
        return f"mail:{salted_hmac(_SALT, author.mail, algorithm='sha256').hexdigest()}"
    return f"name:{_digest(author.name.lower())}" if author.name else "nobody"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()


def _voices(batch: Sequence[Ready], under: Under) -> dict[str, int]:
    """Return the voices of a batch by their keys, made where they are new."""
    wanted: dict[str, Ready] = {}
    for one in batch:
        wanted.setdefault(voice_key(one), one)
    found = _known_voices(under.source.name, wanted)
    fresh = [
        Voice(
            name=_("Erased") if one.written is None else name_of(one.comment.author),
            made_at=one.comment.posted_at,
            staff=one.comment.author.staff and one.written is not None,
            erased_at=under.at if one.written is None else None,
            source=under.source.name,
            foreign_id=known,
        )
        for known, one in wanted.items()
        if known not in found
    ]
    Voice.objects.bulk_create(fresh)
    return {**found, **{voice.foreign_id: voice.pk for voice in fresh}}


def _known_voices(source: str, wanted: Iterable[str]) -> dict[str, int]:
    rows = Voice.objects.filter(source=source, foreign_id__in=list(wanted))
    return dict(rows.values_list("foreign_id", "pk"))


def name_of(author: ForeignAuthor) -> str:
    """Return the name that readers see: one line, without what hides or turns letters."""
    name = " ".join(cleaned(author.name).split())[:NAME_MOST].strip()
    return name or _("A reader")
