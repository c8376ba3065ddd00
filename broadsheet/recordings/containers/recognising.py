"""Which reader a file belongs to, by its first bytes and never by its name."""

from __future__ import annotations

from typing import IO

from broadsheet.recordings.containers import mp3, mp4, ogg, wav, webm
from broadsheet.recordings.containers.window import Findings, UnfitError, Window

READERS = (mp4, webm, ogg, wav, mp3)
SHORTEST_HEAD = 12
# What people try to upload, by how it begins.
OTHERS = {
    b"RIFF": "AVI",
    b"\x30\x26\xb2\x75": "Windows Media",
    b"FLV\x01": "Flash",
    b"fLaC": "FLAC",
    b"\x00\x00\x01\xba": "MPEG-2",
    b"#!AM": "AMR",
    b"FORM": "AIFF",
}


def findings_of(file: IO[bytes]) -> Findings:
    """Return what a file is; raises ``UnfitError`` if the paper cannot use it."""
    window = Window(file)
    if window.size < SHORTEST_HEAD:
        raise UnfitError("empty" if not window.size else "unknown_format")
    head = window.at(0, SHORTEST_HEAD)
    for reader in READERS:
        if reader.is_one(head):
            return _fit(reader.read(window))
    other = OTHERS.get(head[:4])
    raise UnfitError("wrong_format", format=other) if other else UnfitError("unknown_format")


def _fit(found: Findings) -> Findings:
    """Refuse what says no length: a player could not show where it is."""
    if not 0 < found.seconds < float("inf"):
        raise UnfitError("no_length")
    return found
