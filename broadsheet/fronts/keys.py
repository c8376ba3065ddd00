"""What pages are made from in this room, as the press knows it: fronts, and which there are."""

from __future__ import annotations

# Which front, if any, is the home page's.
HOME = "list-front-home"
# Which rails there are, and where.
RAILS = "list-rails"


def front(pk: int) -> str:
    """Return the key of a front and of what is live of it."""
    return f"front-{pk}"


def of_section(section: int) -> str:
    """Return the key of which front, if any, a section has."""
    return f"list-front-section-{section}"


def of_topic(topic: int) -> str:
    """Return the key of which special front, if any, stands at a topic's address."""
    return f"list-front-topic-{topic}"
