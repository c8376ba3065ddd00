"""The same words again: by the same person, by many under one story, or after they were removed."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from broadsheet.comments.checks.likeness import apart, likeness
from broadsheet.comments.checks.submission import Past, Signal, Submission

WINDOW = 50
"""Comments that are looked back at, of the author's and of the thread's."""
SOON = timedelta(minutes=10)
_SAME, _ALIKE = 1.0, 0.7


def repeat(submission: Submission) -> Iterator[Signal]:
    """Notice a text that the author, or somebody in the thread, has sent before."""
    own = likeness(submission.folded)
    recent = submission.recent
    mine = _nearest(own, recent.own[:WINDOW], submission, by_author=True)
    if mine:
        removed = "repeat-removed" if mine[0].removed else "repeat-own"
        yield _signal(removed, mine[1])
        return
    theirs = _nearest(own, recent.thread[:WINDOW], submission, by_author=False)
    if theirs:
        yield _signal("repeat-thread", theirs[1])


def _signal(says: str, bits: int) -> Signal:
    return Signal("repeat", "flood", says, None, (("bits", bits),), _ALIKE if bits else _SAME)


def _nearest(
    own: int, window: Iterable[Past], submission: Submission, *, by_author: bool
) -> tuple[Past, int] | None:
    """Return the comment most like this one that is like enough, the newest of several."""
    bounds = submission.bounds
    short = submission.written.graphemes < bounds.alike_least
    if short and not by_author:
        return None  # “Well said” is said by many
    oldest = submission.now - (SOON if short else timedelta(hours=bounds.alike_hours))
    most = 0 if short else bounds.alike_bits
    found = [(past, apart(own, past.likeness)) for past in window if past.at >= oldest]
    return min((one for one in found if one[1] <= most), key=lambda one: one[1], default=None)
