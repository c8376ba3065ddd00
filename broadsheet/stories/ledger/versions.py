"""Keeping each version that readers were given, and telling what changed between two.

A version is written in the act that publishes it. A story that was out before there were versions,
or that an archive brought in, has none: its first is kept when the next one takes its place, and
until then its row is what readers were given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.kit.wording import Kind, Pair, Piece, excerpt, paired
from broadsheet.records.canonical import canonical, keep
from broadsheet.stories.ledger.passages import ONCE, shown_by
from broadsheet.stories.models import Story, Version
from broadsheet.stories.rules import Change

MOST_KEPT = 60
"""Passages of changed words that one row of the ledger keeps; the versions keep them all."""


@dataclass(frozen=True)
class Rewritten:
    """A passage of two versions, side by side."""

    place: str
    pair: Pair


def standing(story: Story) -> Version | None:
    """Return the version that readers have or last had; a first one that nobody kept is kept now.

    ``story`` is the row before the act.
    """
    last: Version | None = Version.objects.filter(story_id=story.pk).first()
    if last is None and story.live and story.published_at is not None:
        last = unkept(story)
        last.save()
    return last


def unkept(story: Story) -> Version:
    """Return the version that a story's row itself is, unsaved."""
    at = story.updated_at or story.published_at or story.latest_revision_created_at
    return _version(story, 1, at, Change.NEW)


def kept(story: Story, last: Version | None, *, at: datetime, change: Change) -> Version:
    """Keep what is published now, unless it is word for word what readers have already."""
    number = last.number + 1 if last else 1
    version = _version(story, number, at, change)
    if last is not None and last.digest == version.digest:
        return last
    version.save()
    return version


def _version(story: Story, number: int, at: datetime, change: Change) -> Version:
    shown = shown_by(story)
    text, pictures = keep(shown.passages), keep(shown.pictures)
    said = {"language": story.language, "text": text, "pictures": pictures}
    return Version(
        story_id=story.pk,
        number=number,
        revision=story.live_revision_id,
        at=at,
        change=change.value,
        language=story.language,
        text=text,
        pictures=pictures,
        digest=hashlib.sha256(canonical(said)).hexdigest(),
    )


# --- what changed ---


def side_by_side(before: Version | None, after: Version) -> list[Rewritten]:
    """Return every passage of both, in the order in which they are read."""
    old, new = _text(before), _text(after)
    found = [
        Rewritten(place, Pair(_first(old, place), _first(new, place)))
        for place in ONCE
        if _first(old, place) is not None or _first(new, place) is not None
    ]
    return [*found, *_body(_further(old), _further(new))]


def _text(version: Version | None) -> list[Sequence[str]]:
    return list(version.text) if version else []


def _first(text: Iterable[Sequence[str]], wanted: str) -> str | None:
    return next((words for place, words in text if place == wanted), None)


def _further(text: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    return [passage for passage in text if passage[0] not in ONCE]


def _body(old: list[Sequence[str]], new: list[Sequence[str]]) -> Iterator[Rewritten]:
    places = iter(old), iter(new)
    for pair in paired([words for _, words in old], [words for _, words in new]):
        was = next(places[0])[0] if pair.before is not None else ""
        now = next(places[1])[0] if pair.after is not None else ""
        yield Rewritten(now or was, pair)


def changed_words(before: Version | None, after: Version) -> list[dict[str, Any]]:
    """Return what changed, as the ledger keeps it: a few words around each change.

    Of a text with more than ``MOST_KEPT`` changed passages the last entry says how many more.
    """
    if before is None or before.digest == after.digest:
        return []
    changed = [one for one in side_by_side(before, after) if not one.pair.same]
    rows: list[dict[str, Any]] = [
        {"place": one.place, "pieces": [[p.kind.value, p.text] for p in excerpt(one.pair.pieces)]}
        for one in changed[:MOST_KEPT]
    ]
    if more := len(changed) - len(rows):
        rows.append({"more": more})
    return rows


def pieces_of(passage: dict[str, Any]) -> list[Piece]:
    """Return a passage that the ledger kept as what it was made from."""
    return [Piece(Kind(kind), text) for kind, text in passage.get("pieces", ())]
