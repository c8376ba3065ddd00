"""MP3: frames, one after the other (ISO/IEC 11172-3, 13818-3), with tags before and behind them.

The tags (ID3v2, ID3v1, APE) are cut off: they carry names, pictures and places.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.recordings.containers.window import SOUND, Findings, UnfitError, Window

# Kilobits a second by the number in a frame's head: MPEG 1, layer III; MPEG 2 and 2.5.
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLING = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
LAYER_3 = 1
MOST_SILENCE = 65_536
"""Bytes that may stand between the tag and the first frame."""


@dataclass(frozen=True)
class Frame:
    """A frame's length in bytes, and in seconds."""

    size: int
    seconds: float
    side: int


def is_one(head: bytes) -> bool:
    """Whether a file that begins with these bytes is of this family."""
    return head[:3] == b"ID3" or (len(head) > 3 and _frame(head[:4]) is not None)  # noqa: PLR2004


def read(window: Window) -> Findings:
    """Read a file; raises ``UnfitError``."""
    start, end = _after_tags(window), _before_tags(window)
    start = _first_frame(window, start, end)
    head = _frame(window.at(start, 4))
    if head is None:
        raise UnfitError("broken")
    return Findings(
        kind=SOUND,
        extension="mp3",
        seconds=_counted(window, start, head) or _walked(window, start, end),
        start=start,
        end=end,
        codecs=("MP3",),
    )


def _frame(head: bytes) -> Frame | None:
    """Read the four bytes that begin a frame; ``None`` if they do not."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, sampling = head[2] >> 4, head[2] >> 2 & 3
    if version not in _SAMPLING or layer != LAYER_3 or sampling == 3 or rate in (0, 15):  # noqa: PLR2004
        return None
    first = version == 3  # noqa: PLR2004 MPEG 1
    bits = (_RATES_1 if first else _RATES_2)[rate] * 1_000
    hertz, samples = _SAMPLING[version][sampling], 1_152 if first else 576
    mono = head[3] >> 6 == 3  # noqa: PLR2004
    side = (17 if mono else 32) if first else (9 if mono else 17)
    return Frame(samples // 8 * bits // hertz + (head[2] >> 1 & 1), samples / hertz, side)


def _after_tags(window: Window) -> int:
    at = 0
    while window.size - at > 10 and window.at(at, 3) == b"ID3":  # noqa: PLR2004
        size = window.at(at + 6, 4)
        at += 10 + sum(
            (byte & 0x7F) << shift for byte, shift in zip(size, (21, 14, 7, 0), strict=True)
        )
    return at


def _before_tags(window: Window) -> int:
    end = window.size
    if end > 128 and window.at(end - 128, 3) == b"TAG":  # noqa: PLR2004
        end -= 128
    if end > 32 and window.at(end - 32, 8) == b"APETAGEX":  # noqa: PLR2004
        has_head = window.small(end - 12, 4) >> 31
        end = max(0, end - window.small(end - 20, 4) - (32 if has_head else 0))
    return end


def _first_frame(window: Window, start: int, end: int) -> int:
    """Find where the sound begins: a frame that another one follows."""
    around = window.at(start, max(0, min(MOST_SILENCE, end - start)))
    for offset in range(len(around) - 4):
        if around[offset] != 0xFF:  # noqa: PLR2004
            continue
        frame = _frame(around[offset : offset + 4])
        if frame is None:
            continue
        after = start + offset + frame.size
        if after + 4 > end or _frame(window.at(after, 4)):
            return start + offset
    raise UnfitError("broken")


def _counted(window: Window, start: int, head: Frame) -> float:
    """Return the length that the first frame tells (Xing, Info), or 0."""
    at = start + 4 + head.side
    if at + 12 > window.size or window.at(at, 4) not in (b"Xing", b"Info"):
        return 0.0
    if not window.number(at + 4, 4) & 1:
        return 0.0
    return window.number(at + 8, 4) * head.seconds


def _walked(window: Window, start: int, end: int) -> float:
    seconds = 0.0
    while start + 4 <= end:
        frame = _frame(window.at(start, 4))
        if frame is None or not frame.size:
            break
        seconds += frame.seconds
        start += frame.size
    return seconds
