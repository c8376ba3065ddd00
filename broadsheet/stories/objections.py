"""What rooms above have against a draft's publication, asked by the act itself.

Stories know nothing of the checks of a desk: whoever checks registers here, and no door leads
past it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from broadsheet.kit.refusals import Reason

if TYPE_CHECKING:
    from broadsheet.stories.models import Story


@dataclass(frozen=True)
class Objection:
    """Something against publishing a draft: it blocks, or is only to be read and acknowledged.

    ``at`` is where in the editor it is mended, as Wagtail writes a content path:
    ``standfirst``, ``bylines``, ``body.<block's id>.alt``.
    """

    code: str
    words: str
    blocking: bool = False
    at: str = ""

    @property
    def reason(self) -> Reason:
        """The objection as an act refuses with it."""
        return Reason(f"check-{self.code}", self.words)


Objector = Callable[["Story", datetime], Iterable[Objection]]
_objectors: dict[str, Objector] = {}


def register(name: str, objector: Objector) -> None:
    """Have ``objector`` asked before each publication; registered again, the later one counts.

    It is given the draft and the moment at which the draft would go out.
    """
    _objectors[name] = objector


def against(draft: Story, at: datetime) -> tuple[Objection, ...]:
    """Return everything against publishing ``draft`` at ``at``, what blocks first."""
    found = [one for objector in _objectors.values() for one in objector(draft, at)]
    return tuple(sorted(found, key=lambda one: not one.blocking))
