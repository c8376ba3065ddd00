"""Submissions for the tests: an evening in January, and somebody whom the paper trusts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from broadsheet.comments.checks.order import examine
from broadsheet.comments.checks.submission import (
    Duty,
    Level,
    Past,
    Place,
    Signal,
    Standing,
    Submission,
)
from broadsheet.comments.door import TextLimits, clean, fold

NOW = datetime(2026, 1, 26, 18, 30, tzinfo=UTC)
LANGUAGES = frozenset({"en", "hi", "ta", "ml", "kn", "ur"})
WIDE = TextLimits(graphemes=10**6, bytes=10**7, lines=10**6, links=10**6)


def submission(text: str, language: str = "en", **changed: Any) -> Submission:
    """Return a comment that nothing is against but its words."""
    written = clean(text, WIDE)
    facts: dict[str, Any] = {
        "now": NOW,
        "place": Place(story=1, sections=("nation",)),
        "standing": Standing(Level.TRUSTED),
        "duty": Duty(languages=LANGUAGES),
    }
    return Submission(
        written=written,
        folded=fold(written.text, language),
        language=language,
        **(facts | changed),
    )


def noticed(text: str, language: str = "en", **changed: Any) -> list[str]:
    """Return what all checks say of a text."""
    return [signal.says for signal in examine(submission(text, language, **changed))]


def at(signal: Signal, text: str) -> str:
    """Return the words that a signal is about."""
    assert signal.span is not None
    return text[signal.span.start : signal.span.end]


def past(likeness: int, *, minutes: float = 60, removed: bool = False) -> Past:
    """Return a comment of some minutes ago."""
    return Past(likeness, NOW - timedelta(minutes=minutes), 40, removed)
