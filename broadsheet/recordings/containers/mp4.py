"""MP4 and M4A: boxes within boxes (ISO/IEC 14496-12).

Places, names and serial numbers stand in ``udta``, ``meta`` and ``uuid`` boxes, and in tracks that
are neither picture nor sound (action cameras and drones write their positions there): these become
``free`` boxes of zeros, so that no other byte moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from broadsheet.recordings.containers.window import (
    FILM,
    SOUND,
    Cleaning,
    Findings,
    UnfitError,
    Window,
)

# What is kept at each level; everything else is emptied.
AT_TOP = frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"styp", b"ssix"})
IN_MOOV = frozenset({b"mvhd", b"trak", b"mvex", b"iods"})
IN_TRAK = frozenset({b"tkhd", b"edts", b"mdia"})
PICTURE, HEARD = b"vide", b"soun"
PICTURES = {
    "avc1": "H.264", "avc3": "H.264", "av01": "AV1", "vp09": "VP9", "vp08": "VP8",
}  # fmt: skip
SOUNDS = {"mp4a": "AAC", "Opus": "Opus", ".mp3": "MP3", "fLaC": "FLAC"}
MOST_ENTRIES = 2_000_000


@dataclass(frozen=True)
class Box:
    """One box: its type, where it begins, where its content does, and where it ends."""

    kind: bytes
    start: int
    content: int
    end: int


@dataclass
class Track:
    """What a track says of itself."""

    handler: bytes = b""
    codec: str = ""
    width: int = 0
    height: int = 0
    table: Box | None = None


@dataclass
class _Film:
    seconds: float = 0.0
    tracks: list[Track] = field(default_factory=list)


def is_one(head: bytes) -> bool:
    """Whether a file that begins with these bytes is of this family."""
    return head[4:8] == b"ftyp"


def read(window: Window) -> Findings:
    """Read a file; raises ``UnfitError``."""
    if window.at(8, 4) == b"qt  ":
        raise UnfitError("wrong_format", format="QuickTime")
    cleaning, film, fragments = Cleaning(), None, False
    for box in boxes(window, 0, window.size):
        if box.kind == b"moov":
            film = _film(window, box, cleaning)
        elif box.kind not in AT_TOP:
            _empty(box, cleaning)
        fragments = fragments or box.kind == b"moof"
    if film is None:
        raise UnfitError("broken")
    for track in film.tracks:
        if track.handler not in (PICTURE, HEARD):
            _forget_samples(window, track, cleaning, fragments=fragments)
    return _found(film, window.size, cleaning)


def boxes(window: Window, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes of a span; raises ``UnfitError`` where one does not fit into it."""
    while start < end:
        if end - start < 8:  # noqa: PLR2004 the head of a box: a few zeros may follow the last
            return
        head = window.at(start, 8)
        size, kind, content = int.from_bytes(head[:4], "big"), head[4:], start + 8
        if size == 1:
            size, content = window.number(content, 8), content + 8
        elif size == 0:
            size = end - start
        if size < content - start or start + size > end:
            raise UnfitError("broken")
        yield Box(kind, start, content, start + size)
        start += size


def _empty(box: Box, cleaning: Cleaning) -> None:
    cleaning.rewrite(box.start + 4, b"free")
    cleaning.blank(box.content, box.end)


def _film(window: Window, moov: Box, cleaning: Cleaning) -> _Film:
    film = _Film()
    for box in boxes(window, moov.content, moov.end):
        if box.kind == b"mvhd":
            film.seconds = max(film.seconds, _length(window, box))
        elif box.kind == b"mvex":
            film.seconds = max(film.seconds, _length_of_fragments(window, moov, box))
        elif box.kind == b"trak":
            track = _track(window, box, cleaning)
            film.tracks.append(track)
            if track.handler not in (PICTURE, HEARD):
                _empty(box, cleaning)
        if box.kind not in IN_MOOV:
            _empty(box, cleaning)
    return film


def _length(window: Window, mvhd: Box) -> float:
    wide = window.number(mvhd.content, 1) == 1
    at = mvhd.content + (20 if wide else 12)
    scale, length = window.number(at, 4), window.number(at + 4, 8 if wide else 4)
    unknown = length in (0xFFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF)
    return 0.0 if unknown or not scale else length / scale


def _length_of_fragments(window: Window, moov: Box, mvex: Box) -> float:
    heads = [box for box in boxes(window, mvex.content, mvex.end) if box.kind == b"mehd"]
    if not heads:
        return 0.0
    wide = window.number(heads[0].content, 1) == 1
    length = window.number(heads[0].content + 4, 8 if wide else 4)
    movie = next(box for box in boxes(window, moov.content, moov.end) if box.kind == b"mvhd")
    scale = window.number(movie.content + (20 if window.number(movie.content, 1) == 1 else 12), 4)
    return length / scale if scale else 0.0


def _track(window: Window, trak: Box, cleaning: Cleaning) -> Track:
    track = Track()
    for box in boxes(window, trak.content, trak.end):
        if box.kind == b"tkhd":
            track.width, track.height = _sides(window, box)
        elif box.kind == b"mdia":
            _media(window, box, track)
        if box.kind not in IN_TRAK:
            _empty(box, cleaning)
    return track


def _sides(window: Window, tkhd: Box) -> tuple[int, int]:
    """Return width and height as seen: a film that was turned on its side says so by a matrix."""
    matrix = tkhd.content + (52 if window.number(tkhd.content, 1) == 1 else 40)
    upright = window.number(matrix, 4) != 0
    width, height = window.number(matrix + 36, 2), window.number(matrix + 40, 2)
    return (width, height) if upright else (height, width)


def _media(window: Window, mdia: Box, track: Track) -> None:
    for box in boxes(window, mdia.content, mdia.end):
        if box.kind == b"hdlr":
            track.handler = window.at(box.content + 8, 4)
        elif box.kind == b"minf":
            tables = boxes(window, box.content, box.end)
            track.table = next((one for one in tables if one.kind == b"stbl"), None)
    if track.table is None:
        return
    for box in boxes(window, track.table.content, track.table.end):
        if box.kind == b"stsd":
            track.codec = window.at(box.content + 12, 4).decode("latin-1")


# --- tracks that nobody is meant to have ---


def _forget_samples(window: Window, track: Track, cleaning: Cleaning, *, fragments: bool) -> None:
    """Blank what a track points to; where that cannot be found out, the file is refused."""
    if fragments or track.table is None:
        raise UnfitError("other_tracks")
    tables = {box.kind: box for box in boxes(window, track.table.content, track.table.end)}
    offsets = _offsets(window, tables)
    sizes, runs = _sizes(window, tables, len(offsets)), _runs(window, tables, len(offsets))
    for offset, count in zip(offsets, runs, strict=True):
        length = sum(size for size, _one in zip(sizes, range(count), strict=False))
        cleaning.blank(offset, min(offset + length, window.size))


def _offsets(window: Window, tables: dict[bytes, Box]) -> list[int]:
    """Return where the track's chunks begin (``stco``, ``co64``)."""
    box, width = (tables.get(b"co64"), 8) if b"co64" in tables else (tables.get(b"stco"), 4)
    if box is None:
        return []
    return _numbers(window, box.content + 8, window.number(box.content + 4, 4), width)


def _sizes(window: Window, tables: dict[bytes, Box], chunks: int) -> Iterator[int]:
    """Yield the sizes of the track's samples (``stsz``)."""
    box = tables.get(b"stsz")
    if box is None:
        if chunks:
            raise UnfitError("other_tracks")
        return iter(())
    every, count = window.number(box.content + 4, 4), window.number(box.content + 8, 4)
    if every:
        return iter([every] * min(count, MOST_ENTRIES))
    return iter(_numbers(window, box.content + 12, count, 4))


def _runs(window: Window, tables: dict[bytes, Box], chunks: int) -> list[int]:
    """Return how many samples each chunk has (``stsc``)."""
    box = tables.get(b"stsc")
    if box is None:
        return [0] * chunks
    rows = _numbers(window, box.content + 8, 3 * window.number(box.content + 4, 4), 4)
    starts, counts = rows[0::3], rows[1::3]
    found: list[int] = []
    for place, count in enumerate(counts):
        until = starts[place + 1] - 1 if place + 1 < len(starts) else chunks
        found += [count] * max(0, min(until, chunks) - len(found))
    return (found + [0] * chunks)[:chunks]


def _numbers(window: Window, at: int, count: int, width: int) -> list[int]:
    if count > MOST_ENTRIES:
        raise UnfitError("too_slow")
    raw = window.at(at, count * width)
    return [int.from_bytes(raw[n : n + width], "big") for n in range(0, len(raw), width)]


# --- what it is ---


def _found(film: _Film, size: int, cleaning: Cleaning) -> Findings:
    seen = [track for track in film.tracks if track.handler == PICTURE]
    heard = [track for track in film.tracks if track.handler == HEARD]
    if not seen and not heard:
        raise UnfitError("broken")
    for track, known in (*((one, PICTURES) for one in seen), *((one, SOUNDS) for one in heard)):
        if track.codec not in known:
            raise UnfitError("codec", codec=_spoken(track.codec))
    first = seen[0] if seen else Track()
    return Findings(
        kind=FILM if seen else SOUND,
        extension="mp4" if seen else "m4a",
        seconds=film.seconds,
        end=size,
        width=first.width,
        height=first.height,
        codecs=tuple(track.codec for track in (*seen, *heard)),
        blanks=cleaning.spans(),
        rewrites=tuple(cleaning.rewrites),
    )


def _spoken(codec: str) -> str:
    return "HEVC (H.265)" if codec in {"hvc1", "hev1", "dvh1", "dvhe"} else codec.strip()
