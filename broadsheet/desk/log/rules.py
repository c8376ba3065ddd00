"""What an act changed, put side by side. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.kit.wording import Piece, changed


@dataclass(frozen=True)
class Difference:
    """One fact that an act changed; what went stands ahead of what came."""

    name: str
    pieces: list[Piece]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return the facts that differ, in the order of what stands after; the rest is left out."""
    names = dict.fromkeys([*after, *before])
    return [
        Difference(name.replace("_", " "), changed(said(before.get(name)), said(after.get(name))))
        for name in names
        if said(before.get(name)) != said(after.get(name))
    ]


def said(value: Any) -> str:
    """Return a kept fact as a person reads it; what is empty, however, says nothing."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {said(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(said(item) for item in value)
    return str(value)
