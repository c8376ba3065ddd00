"""What spam looks like, learned from this paper's own decisions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bayes:
    """What was learned; nothing as it comes."""
