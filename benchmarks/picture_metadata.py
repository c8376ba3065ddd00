"""Compares our reading of pictures' metadata with exiftool's, field by field, over a folder.

    python benchmarks/picture_metadata.py DIR [--differences]

For every JPEG, PNG, WebP, AVIF, GIF and TIFF below DIR both read the file; our rule for
contradictions (``broadsheet/pictures/metadata/settling.py``) is applied to exiftool's values too,
so that what is compared is the reading, not the rule. Needs exiftool on the PATH.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import typer

from broadsheet.pictures.metadata import exif, iim, xmp
from broadsheet.pictures.metadata.fields import NAMES, clean
from broadsheet.pictures.metadata.reading import read

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".mpo"}

# exiftool's names, by carrier, for each of our fields.
XMP_TAGS = {
    "title": ["XMP-dc:Title"],
    "headline": ["XMP-photoshop:Headline"],
    "caption": ["XMP-dc:Description", "XMP-tiff:ImageDescription"],
    "alt": ["XMP-iptcCore:AltTextAccessibility"],
    "creator": ["XMP-dc:Creator", "XMP-tiff:Artist"],
    "credit": ["XMP-photoshop:Credit"],
    "source": ["XMP-photoshop:Source"],
    "copyright_notice": ["XMP-dc:Rights", "XMP-tiff:Copyright"],
    "usage_terms": ["XMP-xmpRights:UsageTerms"],
    "web_statement": ["XMP-xmpRights:WebStatement"],
    "taken": ["XMP-photoshop:DateCreated", "XMP-exif:DateTimeOriginal"],
    "city": ["XMP-photoshop:City"],
    "country": ["XMP-photoshop:Country"],
    "keywords": ["XMP-dc:Subject"],
    "instructions": ["XMP-photoshop:Instructions"],
    "digital_source_type": ["XMP-iptcExt:DigitalSourceType"],
}
IIM_TAGS = {
    "title": ["IPTC:ObjectName"],
    "headline": ["IPTC:Headline"],
    "caption": ["IPTC:Caption-Abstract"],
    "creator": ["IPTC:By-line"],
    "credit": ["IPTC:Credit"],
    "source": ["IPTC:Source"],
    "copyright_notice": ["IPTC:CopyrightNotice"],
    "city": ["IPTC:City"],
    "country": ["IPTC:Country-PrimaryLocationName"],
    "keywords": ["IPTC:Keywords"],
    "instructions": ["IPTC:SpecialInstructions"],
}
EXIF_TAGS = {
    "caption": ["IFD0:ImageDescription"],
    "creator": ["IFD0:Artist"],
    "copyright_notice": ["IFD0:Copyright"],
}
TEXT_TAGS = {
    "title": ["PNG:Title"],
    "caption": ["PNG:Description"],
    "creator": ["PNG:Author"],
    "copyright_notice": ["PNG:Copyright"],
}


def main(folder: Path, *, differences: bool = False) -> None:
    """Print the agreement per field, and with --differences every file that differs."""
    if shutil.which("exiftool") is None:
        typer.echo("exiftool is not on the PATH; nothing to compare with.", err=True)
        raise typer.Exit(2)
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    counts: Counter[tuple[str, str]] = Counter()
    for path, theirs in zip(paths, _by_exiftool(paths), strict=True):
        ours = _ours(path)
        for name in NAMES:
            outcome = _outcome(ours.get(name, ""), theirs.get(name, ""))
            counts[name, outcome] += 1
            if differences and outcome in {"other", "missed", "extra"}:
                typer.echo(f"{path.name} {name} {outcome}")
                typer.echo(f"   ours   {ours.get(name, '')!r:.200}")
                typer.echo(f"   theirs {theirs.get(name, '')!r:.200}")
    _report(len(paths), counts)


def _report(files: int, counts: Counter[tuple[str, str]]) -> None:
    typer.echo(f"{files} files")
    typer.echo(f"{'field':22}{'present':>8}{'same':>7}{'other':>7}{'missed':>8}{'extra':>7}")
    for name in NAMES:
        same, other, missed, extra = (
            counts[name, outcome] for outcome in ("same", "other", "missed", "extra")
        )
        present = same + other + missed
        typer.echo(f"{name:22}{present:8}{same:7}{other:7}{missed:8}{extra:7}")


def _outcome(ours: str, theirs: str) -> str:
    if not ours and not theirs:
        return "none"
    if not ours:
        return "missed"
    if not theirs:
        return "extra"
    return "same" if ours == theirs else "other"


def _ours(path: Path) -> dict[str, str]:
    found = read(path.read_bytes())
    return {name: _plain(found.values[name]) for name in found.values}


def _by_exiftool(paths: list[Path]) -> list[dict[str, str]]:
    command = ["exiftool", "-j", "-G1", "-a", "-m", "-struct", "-charset", "iptc=Latin"]
    command += ["-charset", "exif=UTF8"]
    result = subprocess.run(  # noqa: S603 - a fixed program on the folder that was given
        [*command, *map(str, paths)], capture_output=True, check=False, timeout=300
    )
    tags = {entry["SourceFile"]: entry for entry in json.loads(result.stdout)}
    return [_settled(tags.get(str(path), {})) for path in paths]


def _settled(tags: dict[str, Any]) -> dict[str, str]:
    order = [XMP_TAGS, IIM_TAGS, EXIF_TAGS, TEXT_TAGS]
    digest, current = tags.get("Photoshop:IPTCDigest"), tags.get("File:CurrentIPTCDigest")
    if digest and current and set(digest) != {"0"} and digest != current:
        order = [IIM_TAGS, XMP_TAGS, EXIF_TAGS, TEXT_TAGS]
    settled = {}
    for name in NAMES:
        for group in order:
            value = next((tags[tag] for tag in group.get(name, ()) if tags.get(tag)), "")
            if value and not exif.CAMERA_WORDS.fullmatch(str(value)):
                settled[name] = _plain(value)
                break
    return {**settled, "taken": _taken(tags, iim_first=order[0] is IIM_TAGS)}


def _taken(tags: dict[str, Any], *, iim_first: bool) -> str:
    raw = {key: str(value) for key, value in tags.items()}
    told = {
        "xmp": xmp.moment(raw.get("XMP-photoshop:DateCreated", ""))
        or xmp.moment(raw.get("XMP-exif:DateTimeOriginal", "")),
        "iim": iim.moment(
            raw.get("IPTC:DateCreated", "")[:10].replace(":", "").replace("-", ""),
            re.sub(r"[^\d+-]", "", raw.get("IPTC:TimeCreated", "")),
        ),
        "exif": exif.moment(
            raw.get("ExifIFD:DateTimeOriginal", "").replace("T", " "),
            raw.get("ExifIFD:OffsetTimeOriginal", ""),
        ),
    }
    order = ["iim", "xmp", "exif"] if iim_first else ["xmp", "iim", "exif"]
    chosen = next((told[carrier] for carrier in order if told[carrier]), "")
    for carrier in ("xmp", "iim", "exif"):
        if chosen and len(told[carrier]) > len(chosen) and told[carrier].startswith(chosen):
            chosen = told[carrier]
    return chosen


def _plain(value: Any) -> str:
    """Bring both sides to one text: lists joined, spaces and controls as ours."""
    if isinstance(value, dict):
        value = value.get("x-default") or next(iter(value.values()), "")
    if isinstance(value, list | tuple):
        return "; ".join(dict.fromkeys(_plain(item) for item in value if _plain(item)))
    return clean(str(value))


if __name__ == "__main__":
    typer.run(main)
