"""Bringing a file of comments in: idempotent, in batches, stoppable, with an account of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from broadsheet.accounts.models import User
from broadsheet.comments.actions.posting import thread_of
from broadsheet.comments.bringing_in.batches import (
    Ready,
    Source,
    Under,
    never_left,
    there,
    write_batch,
)
from broadsheet.comments.bringing_in.matching import story_of
from broadsheet.comments.door import TextLimits, Unfit, Written, clean
from broadsheet.comments.foreign.incoming import HowToRead, Incoming, Reader, Refusal, State
from broadsheet.comments.foreign.report import Report
from broadsheet.comments.foreign.spool import Placed, Spool
from broadsheet.comments.formats import coral, disqus, isso, ours, remark42, table, wxr
from broadsheet.comments.models import Thread

OURS = "broadsheet"
FORMATS: dict[str, Reader] = {
    "disqus": disqus.read,
    "wxr": wxr.read,
    "coral": coral.read,
    "remark42": remark42.read,
    "isso": isso.read,
    "csv": table.read,
    OURS: ours.read,
}
BATCH = 500
AS_IT_WAS = TextLimits(graphemes=50_000, bytes=200_000, lines=5_000, links=500)
"""What was long elsewhere comes in all the same: it was read there."""
DELETED = "Deleted in the source, and nobody answered it."
SPAM = "Spam in the source (with --spam it comes in as rejected)."
TWICE = "Its number stands in the file before: the first one counts."
ANOTHER = (
    "A comment of another time came in under this number: is this another site? Then give each"
    " a name with --source."
)
FUTURE = "It is dated after now."
NO_STORY = "No story here has the address of its page."
NO_WORDS = "It has no words that can be shown."
TOO_LONG = "It is longer than a comment can be here."
BROKEN_LETTERS = "It has characters that could not be read; they show as \ufffd."
NO_WORDS_KEPT = "Its words cannot be shown: its place only, since it was answered."
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Order:
    """What to bring in and how.

    ``source`` names the site that it comes from: with a comment's number there it is known again.
    ``numbers`` says that the source's identifiers are our stories' numbers; ``spam`` that spam
    comes in too, as rejected. ``dry_run`` does everything but write.
    """

    format: str
    source: str
    at: datetime
    by: User | None = None
    dry_run: bool = False
    spam: bool = False
    numbers: bool = False
    how: HowToRead = field(default_factory=HowToRead)

    @property
    def origin(self) -> Source:
        """From where it comes, as the writer needs to know it."""
        return Source(self.source, ours=self.format == OURS)


def bring_in(path: Path, order: Order, progress: Progress | None = None) -> Report:
    """Bring a file in and return the account of it; safe to run again, and to stop.

    Raises ``FormatError`` if the file is not of that format. ``KeyboardInterrupt`` between two
    batches ends it: what came in stays, and the next run goes on from there.
    """
    report = Report(order.format, order.source, dry_run=order.dry_run)
    with Spool(_silent(order)) as spool:
        try:
            _fill(spool, FORMATS[order.format](path, order.how), order, report)
            spool.settle(lambda some: set(there(order.origin, some)))
            _load(spool, order, report, progress or (lambda _done, _total: None))
        except KeyboardInterrupt:
            report.stopped = True
    return report


def _fill(spool: Spool, found: Iterable[Incoming | Refusal], order: Order, report: Report) -> None:
    """Lay out what the file holds; what cannot come in is refused here already."""
    for one in found:
        if isinstance(one, Refusal) and one.broken_off:
            report.broken_off = one.why
            continue
        report.found += 1
        if isinstance(one, Refusal):
            report.refuse(one.why, one.key or one.place)
        elif one.posted_at > order.at:
            report.refuse(FUTURE, one.key)
        elif not spool.add(one):
            report.refuse(TWICE, one.key)


def _load(spool: Spool, order: Order, report: Report, progress: Progress) -> None:
    total, done = 0, 0
    threads = spool.threads()
    total = sum(count for _thread, count in threads)
    for foreign, count in threads:
        match = story_of(foreign, numbers=order.numbers or order.format == "csv")
        if match is None:
            report.threads["without a story here"] += 1
            report.leave(foreign.address or foreign.key, count)
            report.refuse(NO_STORY, "", count)
        else:
            report.threads[f"found by {match.how}"] += 1
            thread = None if order.dry_run else thread_of(match.story)
            for some in _batches(spool.of_thread(foreign.key)):
                _load_batch(some, thread, order, report)
                done += len(some)
                progress(done, total)
            continue
        done += count
        progress(done, total)


def _batches(placed: Iterator[Placed]) -> Iterator[list[Placed]]:
    while some := list(islice(placed, BATCH)):
        yield some


def _load_batch(some: list[Placed], thread: Thread | None, order: Order, report: Report) -> None:
    before = never_left(order.origin, (one.comment for one in some))
    before |= there(order.origin, (one.comment.key for one in some))
    ready: list[Ready] = []
    for one in some:
        known = before.get(one.comment.key)
        if known is not None:
            if known.posted_at == one.comment.posted_at:
                report.there += 1
            else:
                report.refuse(ANOTHER, one.comment.key)
        else:
            ready += _made_ready(one, order, report)
    if ready and thread is not None:
        misplaced = write_batch(ready, Under(thread, order.origin, order.at, order.by))
        for what, key in misplaced:
            report.note(what, key)
    report.brought += len(ready)


def _made_ready(one: Placed, order: Order, report: Report) -> Iterator[Ready]:
    """Yield the comment with its words cleaned, or refuse it."""
    comment = one.comment
    if comment.state in _silent(order):
        if not one.kept:
            report.refuse(DELETED if comment.state is State.DELETED else SPAM, comment.key)
            return
        written = None
        report.states[f"{comment.state}: its place only, since it was answered"] += 1
    else:
        written, fault = _cleaned(comment)
        if written is None and not one.answered:
            report.refuse(fault, comment.key)
            return
        if written is None:
            report.note(NO_WORDS_KEPT, comment.key)
        elif "\ufffd" in written.text:
            report.note(BROKEN_LETTERS, comment.key)
        report.states[str(comment.state)] += 1
    if one.note:
        report.note(one.note, comment.key)
    yield Ready(comment, one.level, written)


def _silent(order: Order) -> frozenset[State]:
    """Return the states whose words do not come in."""
    return frozenset({State.DELETED} if order.spam else {State.DELETED, State.SPAM})


def _cleaned(comment: Incoming) -> tuple[Written | None, str]:
    """Return the words as they come in, or why they do not."""
    try:
        return clean(comment.text, AS_IT_WAS), ""
    except Unfit as error:
        empty = any(fault.code == "empty" for fault in error.faults)
        return None, NO_WORDS if empty else TOO_LONG
