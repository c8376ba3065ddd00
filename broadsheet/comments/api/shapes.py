"""What the API takes and gives. The OpenAPI document is made from these very shapes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from broadsheet.comments.api.schema import says
from broadsheet.comments.door import READ_AT_MOST, TextLimits

BIGGEST = 10**18 - 1
LONGEST_TEXT = READ_AT_MOST * TextLimits().bytes
LONGEST_WORDS = 2_000
TOKEN = r"^[!-~]{1,64}$"  # noqa: S105 a pattern


# --- what is given ---


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a comment, as readers meet them."""

    id: int
    name: str
    staff: bool = says("Whether the paper's own people write under this name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment that readers see; of one that is not shown any more only its place is left."""

    id: int
    story: int | None = says("The story's number, as in its address.")
    parent: int | None = says("The comment that it answers.")
    root: int | None = says("The comment at the head of its branch; null for that itself.")
    shown: bool = says("False where it is not shown any more, but has answers that are.")
    author: Author | None
    html: str = says("Its words as safe markup: p, br, blockquote, em, strong and a.")
    language: str
    posted_at: datetime
    edited_at: datetime | None
    recommended: int = says("How many recommend it, rounded as on the paper's pages.")
    replies: int = says("How many answers stand below it.")
    picked: bool = says("Whether the editors chose it.")
    address: str = says("Its place on the paper's site, for ever.")


@dataclass(frozen=True, slots=True)
class Branch:
    """A comment with the first of its answers."""

    head: Comment
    answers: tuple[Comment, ...]
    further: int = says("How many answers do not stand here: ask for the branch.")


@dataclass(frozen=True, slots=True)
class Branches:
    """A page of a thread; ``next`` is the address of the page after it."""

    branches: tuple[Branch, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Answers:
    """A comment with a page of its answers, the oldest first."""

    head: Comment
    answers: tuple[Comment, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The conversation under a story, and what holds there."""

    story: int
    title: str
    address: str
    language: str
    shown: int = says("How many comments readers see.")
    mode: Literal["post", "pre", "staff-only", "questions", "closed"]
    open: bool = says("Whether readers may write there now.")
    open_until: datetime | None
    slow_seconds: int = says("Seconds between two comments of one person; 0: not slowed.")


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule of the conversation."""

    key: str
    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules in force; a report names the key of one of them."""

    version: int
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Whom a token speaks for, and what it may do."""

    name: str | None = says("The name over one's comments; null before one was chosen.")
    scopes: tuple[str, ...]
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """A comment of one's own, whatever became of it."""

    id: int
    story: int | None
    text: str
    state: Literal["held", "shown", "rejected", "removed", "deleted", "erased"]
    clause: str = says("The key of the rule that it broke, or empty.")
    posted_at: datetime
    edited_at: datetime | None
    address: str | None = says("Its place on the site, where readers see it.")
    reasons: str | None = says("Where its author reads why, and objects.")


@dataclass(frozen=True, slots=True)
class MinePage:
    """A page of one's own comments, the newest first."""

    comments: tuple[Mine, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a comment that was sent."""

    comment: Mine
    words: str = says("What happens next, for its author to read.")
    again: bool = says("Whether the very same was sent before: nothing new was made.")


@dataclass(frozen=True, slots=True)
class Count:
    """How many recommend a comment now."""

    recommended: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that a moderator reads."""

    comment: int
    clause: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check noticed; ``start`` and ``end`` are code points of the text."""

    check: str
    clause: str
    words: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A comment as moderators see it."""

    id: int
    story: int | None
    parent: int | None
    author: Author
    text: str
    language: str
    state: Literal["held", "shown", "rejected", "removed", "deleted", "erased"]
    queue: str = says("Why it waits; empty: it does not.")
    risk: int = says("From 0 to 100; it puts the queue in order and decides nothing.")
    reports: int
    posted_at: datetime
    last_decision: int = says("The newest decision on it; 0: none. Send it when you decide.")
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a moderator in their sections, the gravest first."""

    comments: tuple[Waiting, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was made."""

    id: int
    comment: int
    act: str
    clause: str
    before: str
    after: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hint:
    """What a comment's author is asked to look at before it is held."""

    clause: str
    words: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field that has to be mended; empty: all of what was sent."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing was done (RFC 9457); ``detail`` says what to do."""

    type: str
    title: str
    status: int
    detail: str
    code: str = says("A word for programs, which stays the same in every language.")
    errors: tuple[Wrong, ...] = says("The fields that have to be mended.", ())
    hints: tuple[Hint, ...] = says("With the code nudge: what to look at.", ())


# --- what is taken ---


@dataclass(frozen=True, slots=True)
class Posting:
    """A comment to be written. Sent again with the same token it is not made a second time."""

    text: str = says("Plain text with paragraphs.", minLength=1, maxLength=LONGEST_TEXT)
    token: str = says("Yours, new for each comment; a retry has the same.", pattern=TOKEN)
    parent: int | None = says("The comment that it answers.", None, minimum=1, maximum=BIGGEST)


@dataclass(frozen=True, slots=True)
class Mending:
    """A comment in other words."""

    text: str = says("Plain text with paragraphs.", minLength=1, maxLength=LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class Naming:
    """The name that stands over one's comments."""

    name: str = says("Two to forty letters.", minLength=1, maxLength=160)


@dataclass(frozen=True, slots=True)
class Reporting:
    """What is wrong with a comment."""

    clause: str = says("The key of a rule of the policy.", minLength=1, maxLength=40)
    words: str = says("What moderators should know.", "", maxLength=LONGEST_WORDS)


@dataclass(frozen=True, slots=True)
class Deciding:
    """A moderator's decision."""

    act: Literal["approve", "reject", "remove", "hold", "restore"]
    clause: str = says("Needed to reject or remove: the rule that it breaks.", "", maxLength=40)
    note: str = says("What its author reads beside the reasons.", "", maxLength=LONGEST_WORDS)
    last_decision: int | None = says(
        "The newest decision that you saw: another one since is not overruled.",
        None,
        minimum=0,
        maximum=BIGGEST,
    )
