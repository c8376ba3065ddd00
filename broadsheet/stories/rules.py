"""Decisions about stories: facts in, answer out; no framework, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadsheet.kit.refusals import Reason


class Change(StrEnum):
    """What a publication means to the reader."""

    NEW = "new"
    TYPO = "typo"
    UPDATE = "update"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Clocks:
    """The reader's two times: of first publication, and of the last substantive change."""

    published_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """What a story is at the moment of an act."""

    headline: str
    live: bool = False
    clocks: Clocks = Clocks()
    withdrawn_at: datetime | None = None
    embargo_until: datetime | None = None
    go_live_at: datetime | None = None
    section_live: bool = True

    @property
    def was_published(self) -> bool:
        """Whether readers ever saw it."""
        return self.clocks.published_at is not None

    def scheduled_after(self, at: datetime) -> bool:
        """Whether it is to go out later than ``at``."""
        return self.go_live_at is not None and self.go_live_at > at


@dataclass(frozen=True)
class Tombstone:
    """What readers find at the address of a withdrawn story beside the date and the ground."""

    notice: str = ""
    names_it: bool = False


def change_meant(standing: Standing, stated: Change | None) -> Change:
    """Return what a publication means: the first is new, and a later one a slip unless stated."""
    if not standing.was_published and stated in (None, Change.TYPO):
        return Change.NEW
    return stated or Change.TYPO


def against_publishing(
    standing: Standing, change: Change, note: str, at: datetime
) -> tuple[Reason, ...]:
    """Return every reason against publishing at ``at``, or at the story's later go-live time."""
    leaves_at = standing.go_live_at if standing.scheduled_after(at) else at
    found = [
        *_against_state(standing),
        *_against_change(standing, change, note),
    ]
    if standing.embargo_until and leaves_at and standing.embargo_until > leaves_at:
        found.append(
            Reason(
                "embargo",
                f"The embargo holds until {standing.embargo_until:%Y-%m-%d %H:%M %Z}: schedule it "
                "for then, or lift the embargo.",
            )
        )
    return tuple(found)


def _against_state(standing: Standing) -> list[Reason]:
    found = []
    if not standing.headline.strip():
        found.append(Reason("headline", "A story needs a headline before it is published."))
    if not standing.section_live:
        found.append(Reason("section", "Its section is not published: publish the section first."))
    if standing.withdrawn_at:
        found.append(Reason("withdrawn", "The story was withdrawn: restore it before publishing."))
    return found


def _against_change(standing: Standing, change: Change, note: str) -> list[Reason]:
    found = []
    if change is Change.NEW and standing.was_published:
        found.append(
            Reason("not-new", "It was published before: say typo, update or correction, not new.")
        )
    if change in (Change.UPDATE, Change.CORRECTION) and not standing.was_published:
        found.append(
            Reason("never-out", f"It was never published: there is nothing to {change} yet.")
        )
    if change is Change.CORRECTION and not note.strip():
        found.append(
            Reason("note", "A correction needs a note that tells the reader what was wrong.")
        )
    return found


def clocks_after(
    before: Clocks, change: Change, at: datetime, source: Clocks | None = None
) -> Clocks:
    """Return the reader's times after a publication at ``at``.

    The first publication sets ``published_at``, from ``source`` if an archive knows the time, and
    it never moves again. ``updated_at`` moves at an update or a correction only, and never back.
    """
    if before.published_at is None:
        return _first_clocks(at, source or Clocks())
    if change in (Change.UPDATE, Change.CORRECTION):
        return Clocks(before.published_at, max(filter(None, (at, *_times(before)))))
    return before


def _first_clocks(at: datetime, source: Clocks) -> Clocks:
    published = source.published_at or at
    updated = source.updated_at
    return Clocks(published, max(updated, published) if updated else None)


def _times(clocks: Clocks) -> tuple[datetime | None, datetime | None]:
    return clocks.published_at, clocks.updated_at


def against_clocks(source: Clocks | None, at: datetime) -> tuple[Reason, ...]:
    """Return the reasons against times that an archive gives: none lies ahead of the act."""
    ahead = [moment for moment in _times(source or Clocks()) if moment and moment > at]
    if not ahead:
        return ()
    return (
        Reason(
            "clock-ahead",
            f"The source says {ahead[0]:%Y-%m-%d %H:%M %Z}, which is still to come: schedule it "
            "instead.",
        ),
    )


def against_withdrawing(standing: Standing, note: str) -> tuple[Reason, ...]:
    """Return every reason against withdrawing a story."""
    found = []
    if standing.withdrawn_at:
        found.append(
            Reason("withdrawn", f"It was withdrawn already, at {standing.withdrawn_at:%Y-%m-%d}.")
        )
    if not standing.was_published:
        found.append(Reason("never-out", "It was never published: delete the draft instead."))
    if not note.strip():
        found.append(Reason("note", "Say for the record why the story is withdrawn."))
    return tuple(found)


def against_restoring(standing: Standing) -> tuple[Reason, ...]:
    """Return every reason against undoing a withdrawal."""
    if standing.withdrawn_at:
        return ()
    return (Reason("not-withdrawn", "The story is not withdrawn: there is nothing to restore."),)


def against_unpublishing(standing: Standing) -> tuple[Reason, ...]:
    """Return every reason against taking a story offline."""
    if standing.live:
        return ()
    return (Reason("not-live", "The story is not published: there is nothing to take offline."),)


def against_deleting(standing: Standing) -> tuple[Reason, ...]:
    """Return every reason against deleting a story: what readers saw stays on record."""
    if not standing.was_published and not standing.live:
        return ()
    return (
        Reason(
            "was-published",
            f"“{standing.headline}” was published, so it is not deleted: unpublish it, or withdraw "
            "it if readers must be told that it is gone.",
        ),
    )


@dataclass(frozen=True)
class Place:
    """Where a story would stand: is the section there for it, and is its slug free?"""

    same: bool
    takes_stories: bool
    slug: str
    slug_free: bool


def against_moving(place: Place) -> tuple[Reason, ...]:
    """Return every reason against moving a story to a place."""
    found = []
    if place.same:
        found.append(Reason("same-section", "The story stands in that section already."))
    if not place.takes_stories:
        found.append(Reason("no-section", "Stories stand under sections only: choose a section."))
    if not place.slug_free and not place.same:
        found.append(_slug_taken(place.slug))
    return tuple(found)


def against_renaming(old: str, new: str, *, clean: str, free: bool) -> tuple[Reason, ...]:
    """Return every reason against the slug ``new``; ``clean`` is ``new`` as a slug is written."""
    found = []
    if new == old:
        found.append(Reason("same-slug", "The story has that slug already."))
    if not clean or new != clean:
        meant = f" Write {clean}." if clean else ""
        found.append(
            Reason("slug", f"A slug has small letters a–z, digits and single hyphens.{meant}")
        )
    elif not free:
        found.append(_slug_taken(new))
    return tuple(found)


def _slug_taken(slug: str) -> Reason:
    return Reason("slug-taken", f"Another story of the section has the slug {slug}: change one.")
