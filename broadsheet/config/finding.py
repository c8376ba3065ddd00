"""One thing that is not right with a newspaper, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing that is not right. ``code`` is stable: ``subject.fault``."""

    code: str
    level: Literal["error", "warning"]
    what: str
    mend: str
