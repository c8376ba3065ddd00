"""What is played in a story: the words of its use, and the library's only behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from mimetypes import guess_type
from typing import Any

from django.utils.translation import get_language

from broadsheet.pictures import agencies
from broadsheet.pictures.rules import credited
from broadsheet.recordings import rules, webvtt
from broadsheet.recordings.files import HELD
from broadsheet.recordings.models import Captions, Making, Medium, Recording
from broadsheet.recordings.queries import tracks_of
from broadsheet.recordings.serving import TYPES
from broadsheet.stories import players

KINDS = {"video": Medium.FILM, "audio": Medium.SOUND}


@dataclass(frozen=True)
class Track:
    """The words of a recording in a language, for a player."""

    kind: str
    language: str
    label: str
    url: str


@dataclass(frozen=True)
class Played:
    """One thing to play, as pages and machines need it.

    ``file`` is ours, ``player`` a provider's; without either there is a link to ``address``.
    """

    medium: str
    title: str = ""
    caption: str = ""
    credit: str = ""
    transcript: str = ""
    seconds: float = 0.0
    file: str = ""
    mime: str = ""
    width: int = 0
    height: int = 0
    language: str = ""
    address: str = ""
    player: str = ""
    tracks: tuple[Track, ...] = ()
    chapters: tuple[rules.Chapter, ...] = ()
    poster: Any = field(default=None, repr=False)
    gone: Any = field(default=None, repr=False)
    """The recording, where it was withdrawn."""

    @property
    def length(self) -> str:
        """The length as people read it."""
        return rules.clock(self.seconds) if self.seconds else ""

    @property
    def duration(self) -> str:
        """The length as machines read it (ISO 8601)."""
        return rules.iso_duration(self.seconds) if self.seconds else ""

    @property
    def shown(self) -> bool:
        """Whether there is anything for a reader."""
        return bool(self.file or self.address)


def played(value: Any, medium: str = Medium.FILM, *, held_too: bool = False) -> Played:
    """Settle what a block plays; ``held_too`` is for the desk, which has what is under embargo."""
    row = value.get("recording")
    if isinstance(row, Recording):
        return _of_library(value, row, held_too=held_too)
    address = value.get("address") or ""
    file = address if players.is_file(address, medium) else ""
    return Played(
        medium=medium,
        title=value.get("title") or "",
        caption=value.get("caption") or "",
        credit=value.get("credit") or "",
        transcript=value.get("transcript") or "",
        seconds=float(value.get("duration") or 0),
        file=file,
        mime=(guess_type(file)[0] or "") if file else "",
        address=address,
        player=players.player(address),
        poster=value.get("poster"),
    )


def _of_library(value: Any, row: Recording, *, held_too: bool) -> Played:
    if row.is_withdrawn:
        return Played(medium=row.medium, gone=row)
    name = str(row.file)
    if name.startswith(HELD) and not held_too:  # no clock is asked: the row is written at its end
        return Played(medium=row.medium)
    tracks = tracks_of(row)
    said = {name: value.get(name) or getattr(row, name) for name in ("title", "caption")}
    return Played(
        medium=row.medium,
        **said,
        credit=_credit(value.get("credit") or row.credit, row),
        transcript=value.get("transcript") or row.transcript or _spoken(row, tracks),
        seconds=row.seconds,
        file=row.url,
        mime=TYPES.get(f".{name.rpartition('.')[2]}", "").partition(";")[0],
        width=row.width,
        height=row.height,
        language=row.language,
        tracks=tuple(_track(one) for one in tracks),
        chapters=rules.chapters_of(row.chapters),
        poster=value.get("poster") or row.poster,
    )


def _credit(credit: str, row: Recording) -> str:
    labels = {one.value: str(one.label) for one in Making}
    named = agencies.names(get_language() or "en")
    who = credited(credit.strip(), row.agency.strip(), labels, named)
    return rules.credit_line(row.making, labels[row.making], who)


def _track(row: Captions) -> Track:
    return Track(row.kind, row.language, str(row.get_language_display()), row.url)


def _spoken(row: Recording, tracks: list[Captions]) -> str:
    """Return the words of the captions in the recording's own language, or ""."""
    own = [one for one in tracks if one.language == row.language]
    return webvtt.transcript(webvtt.cues_of(own[0].text.encode())) if own else ""


# --- in a story ---


def films_of(story: Any) -> Iterator[Played]:
    """Yield what a story plays, in order."""
    for block in story.body:
        if block.block_type in KINDS:
            yield played(block.value, KINDS[block.block_type])


def lead_of(story: Any) -> Any:
    """Return the block that stands in the lead's place of a video story, or ``None``."""
    if story.form != "video":
        return None
    return next((block for block in story.body if block.block_type == "video"), None)


def seconds_of(story: Any) -> int | None:
    """Return how long the film of a video story is, ``None`` if there is none or nobody said."""
    for raw in story.body.raw_data if story.form == "video" else ():
        if raw["type"] == "video":
            return _seconds(raw["value"])
    return None


def _seconds(value: Any) -> int | None:
    pk = value.get("recording")
    if not pk:
        return value.get("duration") or None
    found = Recording.objects.filter(pk=pk).values_list("milliseconds", flat=True).first()
    return max(1, round(found / 1_000)) if found else None
