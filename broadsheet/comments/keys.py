"""What pages of the conversation are made from, as the press knows it."""

from __future__ import annotations

# The rules of places, all of them: they are few and seldom change.
RULES = "list-comment-rules"


def at_story(story: int) -> str:
    """Return the key of which thread, if any, stands under a story."""
    return f"list-thread-{story}"


def thread(pk: int) -> str:
    """Return the key of a thread's own row, and of all of it: what an importer notes."""
    return f"thread-{pk}"


def count(thread: int) -> str:
    """Return the key of how many comments of a thread are shown."""
    return f"comments-{thread}"


def newest(thread: int) -> str:
    """Return the key of what is written in a thread after all that is there."""
    return f"list-comments-newest-{thread}"


def first(thread: int) -> str:
    """Return the key of what is recommended more than all that is there."""
    return f"list-comments-first-{thread}"


def unrecommended(thread: int) -> str:
    """Return the key of where the comments begin that nobody has recommended yet."""
    return f"list-comments-unrecommended-{thread}"


def picks(thread: int) -> str:
    """Return the key of the editors' picks of a thread."""
    return f"list-comments-picks-{thread}"


def staff(thread: int) -> str:
    """Return the key of what the paper's own people wrote in a thread."""
    return f"list-comments-staff-{thread}"


def branch(root: int) -> str:
    """Return the key of a comment that answers none, with all the answers below it."""
    return f"branch-{root}"


def voice(pk: int) -> str:
    """Return the key of somebody's name."""
    return f"voice-{pk}"
