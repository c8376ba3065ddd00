"""Static files under hashed names: sheets and scripts of a page in one file, all texts packed."""

from __future__ import annotations

import gzip
import posixpath
from collections.abc import Callable, Iterable
from hashlib import md5
from pathlib import Path

import brotli
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from broadsheet.stories import sheets

TEXTS = (".css", ".js", ".svg", ".json", ".webmanifest")
QUALITY = 9
"""Of brotli: 11 would save a tenth, and take a minute for the desk's scripts."""

Joiner = Callable[[Iterable[tuple[str, str]]], str | None]
PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda text: bytes(brotli.compress(text, quality=QUALITY)),
    ".gz": lambda text: gzip.compress(text, mtime=0),
}


class StaticFiles(ManifestStaticFilesStorage):
    """Django's storage of hashed names, with one file for what goes together.

    Beside each text lie its ``.br`` and ``.gz``, which nginx, Caddy and WhiteNoise serve. A hashed
    file never changes, so that what is packed already is left as it is.
    """

    def save_manifest(self) -> None:
        """Join and pack, then write the manifest, which names the joined files too."""
        for together in sheets.SHEETS:
            self._join(sheets.path(together), sheets.sheets_of(together), sheets.joined_sheets)
        for together in sheets.SCRIPTS:
            name = sheets.script_path(together)
            self._join(name, sheets.scripts_of(together), sheets.joined_scripts)
        for name in self.hashed_files.values():
            if name.endswith(TEXTS):
                _pack(Path(self.path(name)))
        super().save_manifest()

    def _join(self, name: str, parts: list[str], joined: Joiner) -> None:
        """Write files as one that goes by ``name``, if they can be one; a theme may lack its own.

        What can be one depends on the theme: a file that could be before goes from the manifest.
        """
        there = [part for part in parts if part in self.hashed_files]
        text = joined((part, self._read(part)) for part in there)
        self.hashed_files.pop(name, None)
        if text is None:
            return
        digest = md5(text.encode(), usedforsecurity=False).hexdigest()[:12]
        stem, suffix = posixpath.splitext(name)
        self.hashed_files[name] = f"{stem}.{digest}{suffix}"
        Path(self.path(self.hashed_files[name])).write_text(text, encoding="utf-8")

    def _read(self, name: str) -> str:
        return Path(self.path(self.hashed_files[name])).read_text(encoding="utf-8")


def _pack(file: Path) -> None:
    """Write what is smaller than the file beside it; a packed file is as old as its text."""
    text = file.read_bytes()
    for suffix, pack in PACKINGS.items():
        beside = file.with_name(file.name + suffix)
        if beside.exists():
            continue
        packed = pack(text)
        if len(packed) < len(text):
            beside.write_bytes(packed)
