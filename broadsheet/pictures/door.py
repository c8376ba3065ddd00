"""The one door for pictures: whatever comes in, by form, importer or shell, is examined here.

The examination runs in a child process with limits on time and memory, so that a file made to
hang, crash or fill a decoder hangs, crashes and fills only that.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import IO, Any

import structlog
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from broadsheet.pictures.metadata.fields import Embedded

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Limits:
    """What the door lets in, and what it gives to find out.

    ``size`` and ``memory`` are bytes, ``pixels`` the whole picture's, ``side`` the longest side's.
    ``seconds`` are of the processor; ``patience`` is by the clock, longer, because a busy machine
    is not the file's fault.
    """

    size: int = 40_000_000
    pixels: int = 64_000_000
    side: int = 30_000
    seconds: int = 5
    patience: int = 15
    memory: int = 900_000_000


LIMITS = Limits()

MESSAGES = {
    "empty": _("This file is empty. Choose the picture again."),
    "too_large": _("This file is larger than %(megabytes)s MB. Save the picture smaller."),
    "too_many_pixels": _(
        "This picture has more than %(megapixels)s million pixels, or a side of more than "
        "%(side)s. Save it smaller."
    ),
    "unknown_format": _(
        "This is not a picture that can be used. Upload a JPEG, PNG, WebP, AVIF, GIF or TIFF."
    ),
    "wrong_format": _(
        "This is a %(format)s file, which cannot be used. Save it as JPEG or PNG and upload that."
    ),
    "broken": _("This file is damaged or cut short. Save the picture again and upload that."),
    "too_slow": _("This file takes too long to read. Save the picture again and upload that."),
}


@dataclass(frozen=True)
class Examination:
    """What the door found: the real type, the upright size in pixels, and the file's own words."""

    extension: str
    width: int
    height: int
    embedded: Embedded


def examine(file: IO[bytes], limits: Limits = LIMITS) -> Examination:
    """Examine a file, once: the findings stay with the file object.

    Raises ``ValidationError`` with one sentence that says what to do, whatever is wrong.
    """
    known: Examination | None = getattr(file, "examination", None)
    if known is not None:
        return known
    file.seek(0)
    data = file.read(limits.size + 1)
    file.seek(0)
    findings = _findings(data, limits)
    if "refused" in findings:
        log.info("picture_refused", reason=findings["refused"], bytes=len(data))
        raise _refusal(findings, limits)
    examination = Examination(
        extension=findings["extension"],
        width=findings["width"],
        height=findings["height"],
        embedded=embedded_of(findings),
    )
    file.examination = examination  # type: ignore[attr-defined]
    return examination


def embedded_of(stored: dict[str, Any]) -> Embedded:
    """Read back what ``defaults.stored`` wrote."""
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in stored.get("values", {}).items()
    }
    return Embedded(
        values,
        stored.get("carriers", {}),
        bool(stored.get("had_position")),
        tuple(stored.get("notes", ())),
    )


def _findings(data: bytes, limits: Limits) -> dict[str, Any]:
    if not data:
        return {"refused": "empty"}
    if len(data) > limits.size:
        return {"refused": "too_large"}
    try:
        return _examined_apart(data, limits)
    except subprocess.TimeoutExpired:
        return {"refused": "too_slow"}
    except subprocess.CalledProcessError as error:
        # Killed by its limits, or by the file: no picture that a paper can use does that.
        log.warning("picture_examination_died", status=error.returncode, said=error.stderr[-400:])
        out_of_time = error.returncode in {-signal.SIGXCPU, -signal.SIGKILL}
        return {"refused": "too_slow" if out_of_time else "broken"}


def _examined_apart(data: bytes, limits: Limits) -> dict[str, Any]:
    """Run ``examining`` as a child; raises ``subprocess.SubprocessError`` if it ends badly."""
    bounds = (limits.seconds, limits.memory, limits.pixels, limits.side)
    done = subprocess.run(  # noqa: S603 - our own module, numbers for arguments
        [sys.executable, "-m", "broadsheet.pictures.examining", *map(str, bounds)],
        input=data,
        capture_output=True,
        check=True,
        timeout=limits.patience,
    )
    findings: dict[str, Any] = json.loads(done.stdout)
    return findings


def _refusal(findings: dict[str, Any], limits: Limits) -> ValidationError:
    code = findings["refused"]
    if findings.get("looks_like"):
        code = "wrong_format"
    million = 1_000_000
    words = {
        "megabytes": limits.size // million,
        "megapixels": findings.get("limit", limits.pixels) // million,
        "side": limits.side,
        "format": findings.get("looks_like", ""),
    }
    return ValidationError(MESSAGES[code], code=code, params=words)
