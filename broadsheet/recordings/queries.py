"""Reads that other rooms ask of this one: recordings with their captions, in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from broadsheet.kit.prepared import Prepared
from broadsheet.press import recording as press
from broadsheet.recordings import keys
from broadsheet.recordings.models import Captions, Recording

_rows = Prepared(lambda recordings: Recording.objects.filter(pk__in=recordings))
_captions = Prepared(
    lambda recordings: Captions.objects.filter(recording_id__in=recordings).order_by("pk")
)


def load(recordings: Collection[int]) -> dict[int, Recording]:
    """Return recordings by key, each with its captions at hand in ``tracks``.

    A page that asks has the key of each, be it there or not.
    """
    wanted = sorted(set(recordings))
    if not wanted:
        return {}
    press.read(*(keys.recording(pk) for pk in wanted))
    found: dict[int, Recording] = {row.pk: row for row in _rows.models(wanted)}
    tracks: dict[int, list[Captions]] = defaultdict(list)
    for one in _captions.models(wanted):
        tracks[one.recording_id].append(one)
    for pk, row in found.items():
        row.__dict__["tracks"] = tracks[pk]
    return found


def tracks_of(row: Recording) -> list[Captions]:
    """Return a recording's captions, as they were read with it or else asked for now."""
    there: list[Captions] | None = row.__dict__.get("tracks")
    return list(row.captions.all()) if there is None else there
