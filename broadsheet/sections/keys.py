"""What pages are made from in this room, as the press knows it.

A page that names a section carries the keys of the section and of all above it, so that a rename
high up reaches every address below it by one key, and no story needs one of its own.
"""

from __future__ import annotations

from hashlib import blake2b

LONGEST = 200
FRONT = "front-page"
SITE = "site"
# Of all topics, by the words in their addresses.
TOPICS = "list-topics"


def section(pk: int) -> str:
    """Return the key of a section or of the front page."""
    return f"section-{pk}"


def below(pk: int) -> str:
    """Return the key of which sections there are under one, however far down, in which order."""
    return f"list-below-{pk}"


def at(address: str) -> list[str]:
    """Return the keys of what stands at an address, which hangs on every step of the way to it."""
    steps = [step for step in address.split("/") if step]
    return [at_step("/".join(steps[: end + 1])) for end in range(len(steps))]


def at_step(path: str) -> str:
    """Return the key of what stands at a path, like ``nation/delhi``, and not above it.

    A path may be of any length, for a stranger may ask for it; a key may not.
    """
    if len(path) > LONGEST:
        path = blake2b(path.encode(errors="surrogatepass"), digest_size=16).hexdigest()
    return f"list-at-{path}"


def topic(pk: int) -> str:
    """Return a topic's key."""
    return f"topic-{pk}"


def topic_called(slug: str) -> str:
    """Return the key of which topic, if any, has a slug."""
    return f"list-topic-called-{slug}"
