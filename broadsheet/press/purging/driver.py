"""What every driver has in common: its interface, its failure, and how it asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from broadsheet.kit.http import Answer, Door, HttpFailed, Limits

T = TypeVar("T")
LIMITS = Limits(connect=3, read=10, total=15, size=200_000, redirects=0)
NOT_ALLOWED = (401, 403)
TOO_MANY = 429
LONGEST_WAIT = 3_600.0


class PurgeFailed(Exception):  # noqa: N818 - the name says what happened, as one reads it
    """A cache was not told of everything. The words say why and what to do.

    ``wait`` is how many seconds it asks to be left alone, if it said so; ``status`` is what it
    answered, 0 if nothing. Telling it all of it again does no harm.
    """

    def __init__(self, words: str, *, wait: float = 0.0, status: int = 0) -> None:
        super().__init__(words)
        self.wait = wait
        self.status = status


class Driver(Protocol):
    """Tells one kind of cache."""

    @property
    def name(self) -> str:
        """What the settings and the log call it."""

    def purge(self, tags: Collection[str], addresses: Collection[str]) -> None:
        """Have every page dropped that has one of the tags, or stands at one of the addresses.

        A driver takes the one that its cache knows: tags (``press.tags``, each page's own among
        them) or addresses. It is safe to do twice. Raises ``PurgeFailed`` after it has told all
        that it could.
        """


@dataclass(frozen=True)
class Question:
    """One request to a cache, as ``kit.http`` sends it; ``whom`` is how a failure names it."""

    whom: str
    method: str
    address: str
    headers: Mapping[str, str]
    body: bytes | None = None


def ask(door: Door, question: Question, mend: str) -> Answer:
    """Send it; raise ``PurgeFailed`` unless the answer is one of success.

    ``mend`` says what to look at where the cache refuses us.
    """
    q = question
    try:
        answer = door.send(q.method, q.address, q.headers, q.body)
    except HttpFailed as error:
        raise PurgeFailed(f"{q.whom}: {error} Is it running, and is its address right?") from error
    if answer.fine:
        return answer
    said, status = f"{q.whom} answered {answer.status}", answer.status
    if status in NOT_ALLOWED:
        raise PurgeFailed(f"{said}: it does not let us purge. {mend}", status=status)
    if status == TOO_MANY:
        wait = seconds(answer.headers.get("retry-after", ""))
        words = f"{said}: too many purges at once; the rest is told later."
        raise PurgeFailed(words, wait=wait, status=status)
    raise PurgeFailed(f"{said}. {mend}", status=status)


def seconds(words: str) -> float:
    """Return what ``Retry-After`` asks for in seconds (RFC 9110, 10.2.3); 0 if it is a date."""
    return min(float(words), LONGEST_WAIT) if words.isdecimal() and words.isascii() else 0.0


def pieces(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """Return the items in runs of at most so many."""
    for start in range(0, len(items), most):
        yield items[start : start + most]


def pieces_of_bytes(words: Sequence[str], most: int) -> Iterator[list[str]]:
    """Return words in runs that stay below so many bytes when joined by one character."""
    run: list[str] = []
    length = 0
    for word in words:
        if run and length + len(word) + 1 > most:
            yield run
            run, length = [], 0
        run.append(word)
        length += len(word) + 1
    if run:
        yield run


def tell_each(acts: Sequence[Callable[[], object]]) -> None:
    """Do every act, also after one failed; then raise one ``PurgeFailed`` for all that did."""
    failures: dict[str, float] = {}
    for act in acts:
        try:
            act()
        except PurgeFailed as error:
            failures[str(error)] = max(failures.get(str(error), 0.0), error.wait)
    if failures:
        raise PurgeFailed(" ".join(failures), wait=max(failures.values()))
