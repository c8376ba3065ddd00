"""The one door for captions: WebVTT or SubRip comes in, plain WebVTT of our own writing goes out.

What a browser would act on besides the words (style sheets, regions, classes) is left out, so that
nothing of a stranger's hand is served. Pure. Source: W3C, WebVTT (Candidate Recommendation, 2019).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_BYTES = 1_000_000
MOST_CUES = 20_000
LONGEST_CUE = 2_000
HOURS_AT_MOST = 99
_TIME = re.compile(r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})")
_TIMES = re.compile(rf"\s*({_TIME.pattern})\s+-->\s+({_TIME.pattern})(.*)")
_TAG = re.compile(r"<(/?)([a-z]+)?([^<>]*)>", re.IGNORECASE)
_SETTING = re.compile(r"(?:line|position|size):\d{1,3}(?:\.\d{1,2})?%?|align:(?:start|center|end)")
_NOT_CUES = ("NOTE", "STYLE", "REGION")
KEPT = frozenset({"b", "i", "u"})


class CaptionsError(ValueError):
    """The captions cannot be used: ``code`` names why, ``line`` where, counted from one."""

    def __init__(self, code: str, line: int = 0) -> None:
        self.code, self.line = code, line
        super().__init__(f"{code} at line {line}")


@dataclass(frozen=True)
class Cue:
    """Words, and from when to when they are shown, in milliseconds."""

    start: int
    end: int
    text: str
    settings: str = ""
    voice: str = ""


def cues_of(raw: bytes) -> tuple[Cue, ...]:
    """Read captions; raises ``CaptionsError``."""
    if len(raw) > MOST_BYTES:
        raise CaptionsError("too_large")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaptionsError("encoding") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").split("\n")
    found = tuple(_cues(lines))
    if not found:
        raise CaptionsError("no_cues")
    return tuple(sorted(found, key=lambda cue: cue.start))


def written(cues: Sequence[Cue]) -> str:
    """Write captions as WebVTT."""
    return "\n\n".join(["WEBVTT", *(_block(one) for one in cues)]) + "\n"


def until(cues: tuple[Cue, ...], seconds: float) -> tuple[Cue, ...]:
    """Return captions of a recording of that length (0: not known); raises ``CaptionsError``."""
    if seconds and cues[-1].start > (seconds + 1) * 1_000:
        raise CaptionsError("past_the_end")
    return cues


def transcript(cues: Sequence[Cue]) -> str:
    """Return the words of captions as running text: a paragraph for each voice or long silence."""
    paragraphs: list[list[str]] = []
    before: Cue | None = None
    for cue in cues:
        new = before is None or cue.voice != before.voice or cue.start - before.end > _A_SILENCE
        if new:
            paragraphs.append([f"{cue.voice}:"] if cue.voice else [])
        words = " ".join(plain(cue.text).split())
        if words and words != (paragraphs[-1] or [""])[-1]:
            paragraphs[-1].append(words)
        before = cue
    return "\n\n".join(" ".join(words) for words in paragraphs if words)


_A_SILENCE = 4_000


def plain(text: str) -> str:
    """Return a cue's words without its marks."""
    return html.unescape(_TAG.sub("", text))


def _cues(lines: list[str]) -> Iterator[Cue]:
    place, count = 0, 0
    if lines[0].startswith("WEBVTT"):
        place = _after_block(lines, 0)
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        if lines[place].startswith(_NOT_CUES) and "-->" not in lines[place]:
            place = _after_block(lines, place)
            continue
        at = place if "-->" in lines[place] else place + 1
        if at >= len(lines) or "-->" not in lines[at]:
            raise CaptionsError("no_times", place + 1)
        place = _after_block(lines, at)
        count += 1
        if count > MOST_CUES:
            raise CaptionsError("too_many", at + 1)
        cue = _cue(lines[at], lines[at + 1 : place], at + 1)
        if cue.text:
            yield cue


def _after_block(lines: list[str], place: int) -> int:
    while place < len(lines) and lines[place].strip():
        place += 1
    return place


def _cue(times: str, words: list[str], line: int) -> Cue:
    found = _TIMES.fullmatch(times)
    if found is None:
        raise CaptionsError("times", line)
    start, end = _moment(found.group(2, 3, 4, 5)), _moment(found.group(7, 8, 9, 10))
    if end <= start:
        raise CaptionsError("backwards", line)
    raw = "\n".join(word.strip() for word in words if word.strip())
    if len(raw) > LONGEST_CUE:
        raise CaptionsError("too_long", line)
    text, voice = _clean(raw)
    return Cue(start, end, text, " ".join(_SETTING.findall(found.group(11) or "")), voice)


def _moment(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + thousandths


def _clean(raw: str) -> tuple[str, str]:
    """Return words with only the marks that a reader sees, each closed; and whose they are."""
    voice, out, still_open, place = "", [], [], 0
    for tag in _TAG.finditer(raw):
        out.append(_escaped(raw[place : tag.start()]))
        place, (closing, name, rest) = tag.end(), tag.groups()
        name = (name or "").lower()
        if name == "v" and not closing:
            voice = voice or html.unescape(rest.partition(" ")[2]).strip()[:120]
        elif name in KEPT and not closing:
            out.append(f"<{name}>")
            still_open.append(name)
        elif name in KEPT and still_open and still_open[-1] == name:
            out.append(f"</{still_open.pop()}>")
    out.append(_escaped(raw[place:]))
    out += [f"</{name}>" for name in reversed(still_open)]
    return "".join(out).strip(), voice.replace("<", "").replace(">", "")


def _escaped(text: str) -> str:
    known = html.unescape(text).replace("-->", "→")
    return html.escape(known, quote=False)


def _clock(moment: int) -> str:
    seconds, thousandths = divmod(moment, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{thousandths:03d}"


def _block(cue: Cue) -> str:
    after = f" {cue.settings}" if cue.settings else ""
    voice = f"<v {html.escape(cue.voice, quote=False)}>" if cue.voice else ""
    return f"{_clock(cue.start)} --> {_clock(cue.end)}{after}\n{voice}{cue.text}"
