"""The paper's listed words, built once for each version of the list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WordList:
    """A compiled list of words; empty as it comes."""
