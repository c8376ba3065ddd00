"""What the press is told of pictures."""

from __future__ import annotations

from broadsheet.pictures import keys, ladder
from broadsheet.pictures.models import Picture, PictureRendition
from broadsheet.press.tracking import track


def watch() -> None:
    """Track pictures and what is made of them; called once, when the app is ready."""
    track(Picture, rows=lambda row: [keys.picture(row.pk)])
    track(PictureRendition, rows=lambda row: [keys.picture(row.image_id)], writes=_of_rendition)


def _of_rendition(row: PictureRendition) -> list[str]:
    """A rendition's key; the desk's own thumbnails are on no reader's page."""
    return [keys.picture(row.image_id)] if ladder.is_of_a_role(row.filter_spec) else []
