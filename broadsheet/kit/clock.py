"""The only place that reads the clock; everything below the shell takes moments as arguments."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in UTC, aware of its zone."""
    return datetime.now(UTC)
