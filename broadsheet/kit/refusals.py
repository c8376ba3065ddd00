"""How an act is refused: with reasons that a person can act on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why an act is refused: a stable code for programs, and words that say what to do."""

    code: str
    words: str


class Refused(Exception):  # noqa: N818 - the name says what happened, as one reads it
    """The rules do not allow the act; nothing was changed. ``reasons`` holds at least one."""

    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reason.words for reason in reasons))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all reasons, in their order."""
        return tuple(reason.code for reason in self.reasons)


def refuse_if(reasons: tuple[Reason, ...]) -> None:
    """Raise ``Refused`` if there is any reason to."""
    if reasons:
        raise Refused(*reasons)
