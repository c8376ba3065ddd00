"""Decisions that navigation and promos share; no framework, no clock."""

from __future__ import annotations

_SCHEMES = ("https://", "http://")
_NEVER = frozenset('"<>\\')


def is_address(text: str) -> bool:
    """Say whether a link may lead there: to a path of ours, or to another site by its scheme."""
    if text != text.strip() or any(one.isspace() or one in _NEVER for one in text):
        return False
    if text.startswith("/"):
        return not text.startswith("//")
    return text.startswith(_SCHEMES) and "." in text.split("/")[2]
