"""What keeps a thing of the library from the readers: an embargo, or a withdrawal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.kit import clock


class Held:
    """For a model with the columns ``embargo_until`` and ``withdrawn_at``."""

    if TYPE_CHECKING:
        embargo_until: datetime | None
        withdrawn_at: datetime | None

    @property
    def is_embargoed(self) -> bool:
        """Whether an embargo holds now."""
        return self.embargo_until is not None and self.embargo_until > clock.now()

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken from the readers."""
        return self.withdrawn_at is not None

    @property
    def is_held(self) -> bool:
        """Whether its files lie where no reader's address leads."""
        return self.is_embargoed or self.is_withdrawn
