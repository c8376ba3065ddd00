"""The room's composition, while it is being built."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from broadsheet.fronts import composing
from broadsheet.fronts.composing import Composed
from broadsheet.fronts.document import Document
from broadsheet.fronts.models import Front


def composed(
    front: Front,
    document: Document | None = None,
    at: datetime | None = None,
    upcoming: bool = False,
) -> Composed:
    """Compose, or give nothing until the room can."""
    compose: Any = getattr(composing, "composed", None)
    if compose is None:
        return Composed(front.pk)
    found: Composed = compose(front, document, at=at, upcoming=upcoming)
    return found
