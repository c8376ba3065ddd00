"""What a draft plays, as the checks see it: the library's recordings, read in two queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from broadsheet.desk.checks.draft import PlayedFacts
from broadsheet.recordings.models import Captions, Recording
from broadsheet.stories.playing import KINDS

Block = tuple[str, str, Any]


def played_in(blocks: Iterable[Block]) -> Iterator[PlayedFacts]:
    """Yield what the blocks of a body play."""
    there = [(at, kind, value) for at, kind, value in blocks if kind in KINDS]
    wanted = {value.get("recording") for _at, _kind, value in there} - {None}
    library = Recording.objects.in_bulk(wanted) if wanted else {}
    captions = Captions.objects.filter(recording__in=wanted) if wanted else ()
    heard = {one.recording_id for one in captions}
    for number, (at, kind, value) in enumerate(there, 1):
        row = library.get(value.get("recording") or 0)
        said = value.get("transcript") or (row.transcript if row else "")
        yield PlayedFacts(
            at=at,
            name=_name(kind) % {"number": number},
            words=bool(said.strip()) or (row is not None and row.pk in heard),
            rights_until=row.rights_until if row else None,
            withdrawn=row is not None and row.is_withdrawn,
        )


def _name(kind: str) -> str:
    return _("Video %(number)d") if kind == "video" else _("Audio %(number)d")
