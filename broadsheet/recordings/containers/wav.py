"""WAV: chunks of RIFF (Microsoft and IBM, Multimedia Programming Interface 1.0, 1991).

Words stand in ``LIST``, ``id3 ``, ``bext``, ``iXML`` and others: what is no sound becomes ``JUNK``.
"""

from __future__ import annotations

from broadsheet.recordings.containers.window import SOUND, Cleaning, Findings, UnfitError, Window

FORMAT, DATA, FACT = b"fmt ", b"data", b"fact"
PCM, FLOAT, EXTENDED = 1, 3, 0xFFFE


def is_one(head: bytes) -> bool:
    """Whether a file that begins with these bytes is of this family."""
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE"


def read(window: Window) -> Findings:
    """Read a file; raises ``UnfitError``."""
    cleaning, at, rate, length, code = Cleaning(), 12, 0, 0, 0
    while at + 8 <= window.size:
        name, size = window.at(at, 4), window.small(at + 4, 4)
        content, end = at + 8, min(at + 8 + size, window.size)
        if name == FORMAT:
            code, rate = window.small(content, 2), window.small(content + 8, 4)
        elif name == DATA:
            length += end - content
        elif name != FACT:
            cleaning.rewrite(at, b"JUNK")
            cleaning.blank(content, end)
        at = end + (size & 1)
    if not rate or not length:
        raise UnfitError("broken")
    if code not in (PCM, FLOAT, EXTENDED):
        raise UnfitError("codec", codec=f"WAV {code}")
    return Findings(
        kind=SOUND,
        extension="wav",
        seconds=length / rate,
        end=window.size,
        codecs=("PCM",),
        blanks=cleaning.spans(),
        rewrites=tuple(cleaning.rewrites),
    )
