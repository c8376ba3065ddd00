"""What became of a file of comments: what was found is what came in, was there, or was refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

EXAMPLES = 5
THREADS_NAMED = 200


@dataclass
class Tally:
    """How often something was so, and where for the first times."""

    count: int = 0
    places: list[str] = field(default_factory=list)

    def add(self, place: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.places) < EXAMPLES and place:
            self.places.append(place)


@dataclass
class Report:
    """The account of one run. ``found`` is every comment that the file holds."""

    format: str
    source: str
    dry_run: bool = False
    found: int = 0
    brought: int = 0
    there: int = 0
    refused: dict[str, Tally] = field(default_factory=dict)
    notes: dict[str, Tally] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    threads: Counter[str] = field(default_factory=Counter)
    unmatched: dict[str, int] = field(default_factory=dict)
    broken_off: str = ""
    stopped: bool = False

    def refuse(self, why: str, place: str, count: int = 1) -> None:
        """Count what does not come in, under its reason."""
        tally = self.refused.setdefault(why, Tally())
        tally.add(place)
        tally.count += count - 1

    def note(self, what: str, place: str) -> None:
        """Count something that a person should know of what came in."""
        self.notes.setdefault(what, Tally()).add(place)

    def leave(self, address: str, count: int) -> None:
        """Remember a thread for which no story is here."""
        if len(self.unmatched) < THREADS_NAMED:
            self.unmatched[address] = count

    @property
    def left(self) -> int:
        """How many were refused."""
        return sum(tally.count for tally in self.refused.values())

    @property
    def balanced(self) -> bool:
        """Whether everything found is accounted for; not so only where the run was stopped."""
        return self.found == self.brought + self.there + self.left

    def as_json(self) -> dict[str, Any]:
        """Return the account as plain JSON values."""
        return {
            "format": self.format,
            "source": self.source,
            "dry_run": self.dry_run,
            "found": self.found,
            "brought_in": self.brought,
            "there_already": self.there,
            "refused": _told(self.refused),
            "notes": _told(self.notes),
            "states": dict(self.states),
            "threads": dict(self.threads),
            "threads_without_a_story": self.unmatched,
            "broken_off": self.broken_off,
            "stopped": self.stopped,
            "balanced": self.balanced,
        }

    def as_text(self) -> str:
        """Return the account for a person."""
        came = "would come in" if self.dry_run else "came in"
        head = f"{self.found} comments found: {self.brought} {came}, {self.there} were there"
        lines = [f"{head} already, {self.left} were refused."]
        lines += _rows("Of these", {state: Tally(count) for state, count in self.states.items()})
        lines += _rows("Refused", self.refused)
        lines += _rows("To know", self.notes)
        lines += _rows("Threads", {how: Tally(count) for how, count in self.threads.items()})
        named = {address: Tally(count) for address, count in self.unmatched.items()}
        lines += _rows("No story here for", named)
        if self.broken_off:
            lines.append(f"The file was not read to its end. {self.broken_off}")
        if self.stopped:
            lines.append(
                "Stopped before the end. Run the same command again: it goes on from here."
            )
        return "\n".join(lines) + "\n"


def _told(tallies: dict[str, Tally]) -> list[dict[str, Any]]:
    return [
        {"what": what, "count": tally.count, "places": tally.places}
        for what, tally in sorted(tallies.items(), key=lambda item: -item[1].count)
    ]


def _rows(head: str, tallies: dict[str, Tally]) -> list[str]:
    rows = [head] if tallies else []
    for what, tally in sorted(tallies.items(), key=lambda item: -item[1].count):
        places = f" ({', '.join(tally.places)}{' …' if tally.count > len(tally.places) else ''})"
        rows.append(f"  {tally.count:>7}  {what}{places if tally.places else ''}")
    return rows
