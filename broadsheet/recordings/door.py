"""The one door for films and sounds: whatever comes in, by form, importer or shell, passes here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

import structlog
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from broadsheet.recordings import webvtt
from broadsheet.recordings.containers.recognising import findings_of
from broadsheet.recordings.containers.window import Findings, UnfitError, cleaned
from broadsheet.recordings.webvtt import CaptionsError, Cue

log = structlog.get_logger(__name__)
PIECE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What the door lets in: bytes, seconds, and the longest side in pixels."""

    size: int = 1_000_000_000
    seconds: int = 4 * 3_600
    side: int = 4_096


LIMITS = Limits()

MESSAGES = {
    "empty": _("This file is empty. Choose the recording again."),
    "too_large": _("This file is larger than %(megabytes)s MB. Export it smaller."),
    "too_long": _("This recording is longer than %(hours)s hours. Cut it into parts."),
    "too_many_pixels": _("A side of this film is longer than %(side)s pixels. Export it smaller."),
    "unknown_format": _(
        "This is neither a film nor a sound that can be used. Upload MP4 or WebM, or a sound as "
        "MP3, M4A, Ogg or WAV."
    ),
    "wrong_format": _(
        "This is a %(format)s file, which readers' browsers do not play. Export it as MP4 (H.264 "
        "and AAC), or a sound as MP3."
    ),
    "codec": _(
        "This file is coded in %(codec)s, which many readers' browsers do not play. Export it as "
        "MP4 (H.264 and AAC)."
    ),
    "other_tracks": _(
        "This file carries a track that is neither picture nor sound; cameras write places there. "
        "Export it without."
    ),
    "no_length": _("This file does not say how long it is. Export it again and upload that."),
    "broken": _("This file is damaged or cut short. Export it again and upload that."),
    "too_slow": _("This file takes too long to read. Export it again and upload that."),
}

OF_CAPTIONS = {
    "too_large": _("These captions are larger than one megabyte. Split the recording."),
    "encoding": _("These captions are not written in UTF-8. Save them as UTF-8."),
    "no_cues": _("There are no captions in this file. Upload a WebVTT (.vtt) or .srt file."),
    "no_times": _("Line %(line)s: there should be times here, like 00:01.000 --> 00:03.500."),
    "times": _(
        "Line %(line)s: these times cannot be read. Write them like 00:01.000 --> 00:03.500."
    ),
    "backwards": _("Line %(line)s: this caption ends before it begins."),
    "too_many": _("Line %(line)s: these are more captions than a player can hold."),
    "too_long": _("Line %(line)s: this caption is too long to be read. Split it."),
    "past_the_end": _("The last caption stands after the end of the recording: is it another's?"),
}


def examine(file: Any, limits: Limits = LIMITS) -> Findings:
    """Examine a file, once: the findings stay with the file object.

    Raises ``ValidationError`` with one sentence that says what to do, whatever is wrong.
    """
    known: Findings | None = getattr(file, "examination", None)
    if known is not None:
        return known
    try:
        found = _within(findings_of(_bounded(file, limits)), limits)
    except UnfitError as error:
        log.info("recording_refused", reason=error.code)
        raise _refusal(error, limits) from error
    finally:
        file.seek(0)
    file.examination = found
    return found


def _bounded(file: IO[bytes], limits: Limits) -> IO[bytes]:
    file.seek(0, 2)
    if file.tell() > limits.size:
        raise UnfitError("too_large")
    return file


def _within(found: Findings, limits: Limits) -> Findings:
    if found.seconds > limits.seconds:
        raise UnfitError("too_long")
    if max(found.width, found.height) > limits.side:
        raise UnfitError("too_many_pixels")
    return found


def _refusal(error: UnfitError, limits: Limits) -> ValidationError:
    words = {
        "megabytes": limits.size // 1_000_000,
        "hours": limits.seconds // 3_600,
        "side": limits.side,
        **error.words,
    }
    return ValidationError(MESSAGES[error.code], code=error.code, params=words)


def stored(file: IO[bytes], found: Findings) -> Iterator[bytes]:
    """Yield what is kept of an examined file."""
    return cleaned(file, found)


def digest_of(file: IO[bytes], found: Findings) -> str:
    """Return the name of what is kept: by its content, so that another film has another address."""
    digest = hashlib.blake2b(digest_size=16)
    for piece in cleaned(file, found):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def captions(file: IO[bytes], seconds: float = 0.0) -> tuple[Cue, ...]:
    """Read captions for a recording of that length; raises ``ValidationError``."""
    file.seek(0)
    raw = file.read(webvtt.MOST_BYTES + 1)
    file.seek(0)
    try:
        return webvtt.until(webvtt.cues_of(raw), seconds)
    except CaptionsError as error:
        log.info("captions_refused", reason=error.code, line=error.line)
        words = OF_CAPTIONS[error.code]
        raise ValidationError(words, code=error.code, params={"line": error.line}) from error
