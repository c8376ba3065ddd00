"""The ledger and the history as readers' pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.kit.wording import Piece
from broadsheet.press import recording
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import keys
from broadsheet.stories.cards import Card, cards
from broadsheet.stories.ledger.versions import Rewritten, pieces_of, side_by_side, unkept
from broadsheet.stories.models import Correction, Story, Version, WithdrawnVersion

PER_PAGE = 40
MOST_TOLD = 30
"""Versions that one page of a history tells of; the earlier ones have addresses of their own."""


@dataclass(frozen=True)
class Entry:
    """A row of the ledger with its story."""

    row: Correction
    story: Card
    changed: list[list[Piece]]
    more: int = 0

    @property
    def address(self) -> str:
        """Where it stands on the story."""
        return f"{self.story.address}#{self.row.name}"


@dataclass(frozen=True)
class LedgerPage:
    """Some rows of the ledger, newest first; the next ones are those below ``older``."""

    entries: list[Entry]
    older: int | None
    section: Place | None = None


def ledger(
    before: int | None = None, *, words: bool = True, section: Place | None = None
) -> LedgerPage:
    """Return the newest rows, or those below a number, whose stories readers may see.

    ``words``: with the words that were changed, unless their version was withdrawn. ``section``:
    of the stories that stand in it or below it alone.
    """
    rows = Correction.objects.order_by("-pk")
    if section is not None:
        rows = rows.filter(story__primary_section__in=tree().within(section))
    with explained(keys.LEDGER):
        found = list((rows.filter(pk__lt=before) if before else rows)[: PER_PAGE + 1])
    older = found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None
    found = found[:PER_PAGE]
    there = cards(row.story_id for row in found)
    closed = _closed(there) if words else set()
    shown = [row for row in found if row.story_id in there]
    entries = [_entry(row, there[row.story_id], closed, words) for row in shown]
    return LedgerPage(entries, older, section)


def _entry(row: Correction, card: Card, closed: set[int | None], words: bool) -> Entry:
    if not words or {row.revision_before, row.revision_after} & closed:
        return Entry(row, card, [])
    changed = [pieces for passage in row.changed if (pieces := pieces_of(passage))]
    return Entry(row, card, changed, sum(passage.get("more", 0) for passage in row.changed))


def _closed(stories: Iterable[int]) -> set[int | None]:
    """Return the revisions of these stories whose words readers are not given any more."""
    wanted = sorted(stories)
    if not wanted:
        return set()
    rows = WithdrawnVersion.objects.filter(story_id__in=wanted).select_related("version")
    with explained(*(keys.history(pk) for pk in wanted)):
        return {row.version.revision for row in rows}


# --- the history of one story ---


@dataclass(frozen=True)
class Told:
    """A version, what readers were told of it, and what it changed."""

    version: Version
    ground: str
    notes: list[Correction]
    changed: list[Rewritten]

    @property
    def more(self) -> bool:
        """Whether there is a text to read."""
        return not self.ground


@dataclass(frozen=True)
class History:
    """A story's versions, newest first, and the notes that came without one."""

    told: list[Told]
    notes: list[Correction]
    earlier: list[int]


def history(story: Story, notes: list[Correction]) -> History:
    """Return what a story's history shows; ``notes`` are all of its rows in the ledger."""
    versions = _versions(story, MOST_TOLD + 1)
    closed = _withdrawn(story)
    rest = list(notes)
    told = []
    for place, version in enumerate(versions[:MOST_TOLD]):
        mine = [row for row in notes if _came_with(row, version)]
        rest = [row for row in rest if row not in mine]
        before = next((one for one in versions[place + 1 :] if one.pk not in closed), None)
        ground = closed.get(version.pk, "")
        changed = [] if ground else _changes(before, version)
        told.append(Told(version, ground, mine, changed))
    last = versions[min(len(versions), MOST_TOLD) - 1].number
    return History(told, rest, list(range(last - 1, 0, -1)))


def _came_with(row: Correction, version: Version) -> bool:
    return row.revision_after == version.revision and row.revision_before != row.revision_after


def _changes(before: Version | None, version: Version) -> list[Rewritten]:
    if before is None:
        return []
    return [one for one in side_by_side(before, version) if not one.pair.same]


def one_version(story: Story, number: int) -> tuple[Told, list[Rewritten]] | None:
    """Return one version with all its words beside those before it; ``None`` if there is none."""
    recording.read(keys.history(story.pk))
    rows = Version.objects.filter(story_id=story.pk, number__lte=number)[: MOST_TOLD + 1]
    found = list(rows) or [unkept(story)]
    if found[0].number != number:
        return None
    closed = _withdrawn(story)
    before = next((one for one in found[1:] if one.pk not in closed), None)
    ground = closed.get(found[0].pk, "")
    words = [] if ground else side_by_side(before or found[0], found[0])
    return Told(found[0], ground, [], []), words


def _versions(story: Story, most: int) -> list[Version]:
    recording.read(keys.history(story.pk))
    return list(Version.objects.filter(story_id=story.pk)[:most]) or [unkept(story)]


def _withdrawn(story: Story) -> dict[int | None, str]:
    rows = WithdrawnVersion.objects.filter(story_id=story.pk)
    return {row.version_id: row.ground for row in rows}
