"""The choice of a recording in a body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail.snippets.blocks import SnippetChooserBlock

from broadsheet.recordings.models import Recording

_at_hand: ContextVar[Mapping[int, Recording | None] | None] = ContextVar(
    "broadsheet_recordings_at_hand", default=None
)


@contextmanager
def recordings_at_hand(recordings: Mapping[int, Recording | None]) -> Iterator[None]:
    """Have the blocks of a body take these recordings, read at once, and not ask one by one."""
    token = _at_hand.set(recordings)
    try:
        yield
    finally:
        _at_hand.reset(token)


class RecordingChooserBlock(SnippetChooserBlock):
    """A recording of the library."""

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """Return the recordings for these keys, from those at hand if all of them are there."""
        at_hand = _at_hand.get()
        asked = set(values) - {None}
        if at_hand is not None and asked <= at_hand.keys():
            return [at_hand.get(value) for value in values]
        found: list[Any] = super().bulk_to_python(values)
        return found


# In migrations it stays Wagtail's own: only the reading differs.
DECONSTRUCT_ALIASES = {RecordingChooserBlock: "wagtail.snippets.blocks.SnippetChooserBlock"}
