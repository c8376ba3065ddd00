"""What the press is told of recordings."""

from __future__ import annotations

from broadsheet.press.tracking import track
from broadsheet.recordings import keys
from broadsheet.recordings.models import Captions, Recording


def watch() -> None:
    """Track recordings and their captions; called once, when the app is ready."""
    track(Recording, rows=lambda row: [keys.recording(row.pk)])
    track(Captions, rows=lambda row: [keys.recording(row.recording_id)])
