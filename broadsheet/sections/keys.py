"""What pages are made from in this room, as the press knows it.

A section is known by its place in the tree: a page that names one carries the keys of the section
and of all above it, so that a rename high up reaches every address below it by one key.
"""

from __future__ import annotations

from collections.abc import Iterator

# The tree's paths have four letters a step; the root, the first of them, is on no page.
STEP = 4
ABOVE_ALL = 2 * STEP
FRONT = "front-page"
SITE = "site"


def place(path: str) -> str:
    """Return the key of what stands at a path of the tree: a section or the front page."""
    return f"place-{path}"


def way(path: str) -> list[str]:
    """Return the keys of what stands at a path and of all above it."""
    return [place(path[:end]) for end in range(ABOVE_ALL, len(path) + 1, STEP)]


def below(path: str) -> str:
    """Return the key of which sections there are under a path, however far down."""
    return f"list-below-{path}"


def above(path: str) -> Iterator[str]:
    """Return the keys of the lists that a section at this path is in, by all that is above it."""
    return (below(path[:end]) for end in range(ABOVE_ALL, len(path), STEP))


def at(address: str) -> str:
    """Return the key of which section, if any, has an address."""
    return f"list-at-{address}"


def topic(pk: int) -> str:
    """Return a topic's key."""
    return f"topic-{pk}"


def topic_called(slug: str) -> str:
    """Return the key of which topic, if any, has a slug."""
    return f"list-topic-called-{slug}"
