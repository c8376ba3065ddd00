"""Static files under hashed names: sheets joined that go together, and all texts packed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from hashlib import md5
from pathlib import Path

import brotli
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from broadsheet.stories.sheets import TOGETHER, path

TEXTS = (".css", ".js", ".svg", ".json", ".webmanifest")
QUALITY = 9
"""Of brotli: 11 would save a tenth, and take a minute for the desk's scripts."""

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda text: bytes(brotli.compress(text, quality=QUALITY)),
    ".gz": lambda text: gzip.compress(text, mtime=0),
}


class StaticFiles(ManifestStaticFilesStorage):
    """Django's storage of hashed names, with one file for sheets that go together.

    Beside each text lie its ``.br`` and ``.gz``, which nginx, Caddy and WhiteNoise serve. A hashed
    file never changes, so that what is packed already is left as it is.
    """

    def save_manifest(self) -> None:
        """Join and pack, then write the manifest, which names the joined sheets too."""
        for together, names in TOGETHER.items():
            self.hashed_files[path(together)] = self._joined(together, names)
        for name in self.hashed_files.values():
            if name.endswith(TEXTS):
                _pack(Path(self.path(name)))
        super().save_manifest()

    def _joined(self, together: str, names: tuple[str, ...]) -> str:
        """Write the sheets as one, beside them, so that what they point to stays right."""
        parts = [Path(self.path(self.hashed_files[path(name)])) for name in names]
        text = b"\n".join(part.read_bytes() for part in parts)
        digest = md5(text, usedforsecurity=False).hexdigest()[:12]
        name = path(f"{together}.{digest}")
        Path(self.path(name)).write_bytes(text)
        return name


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
