"""What the press is told of pictures."""

from __future__ import annotations

from broadsheet.pictures import keys, ladder
from broadsheet.pictures.models import Picture, PictureRendition
from broadsheet.press.tracking import track

# The desk's own thumbnails are on no reader's page.
_SHOWN = frozenset(ladder.all_specs(ladder.ROLES))


def watch() -> None:
    """Track pictures and what is made of them; called once, when the app is ready."""
    track(Picture, rows=lambda row: [keys.picture(row.pk)])
    track(PictureRendition, rows=lambda row: [keys.picture(row.image_id)], writes=_of_rendition)


def _of_rendition(row: PictureRendition) -> list[str]:
    return [keys.picture(row.image_id)] if row.filter_spec in _SHOWN else []
