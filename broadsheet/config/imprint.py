"""What pages are printed by, and no table holds: code, templates, words, theme and settings."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from broadsheet.press.actions import set_imprint

KINDS = frozenset({".py", ".html", ".css", ".js", ".mo", ".svg", ".toml"})
SAID = (
    "SITE_URL", "PAPER_NAME", "PAPER_MOTTO", "PAPER_LANGUAGE", "TIME_ZONE", "STATIC_URL",
    "MEDIA_URL", "STATIC_MANIFEST", "DEBUG", "PAPER_HISTORY",
    "PAPER_PUBLIC", "PAPER_THEME", "OFFLINE_READING", "PAPER_TERRITORY", "PAPER_GROUPING",
    "PAPER_DIGITS", "SHARE_WITH", "SHARE_X_ACCOUNT", "FOLLOW_AT",
    "ADVERTS_PER_PAGE", "ADVERT_PARAGRAPH", "ADVERT_FRAMES",
)  # fmt: skip


def digest() -> str:
    """Return the digest of it all; the order of the files is that of their names."""
    found = blake2b(digest_size=16)
    for name in SAID:
        found.update(f"{name}={getattr(settings, name)!r}\n".encode())
    for path in _files():
        found.update(str(path).encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _files() -> Iterator[Path]:
    for folder in (settings.PACKAGE, settings.HOME / "theme"):
        yield from sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in KINDS and "tests" not in path.parts and path.is_file()
        )


def tell_the_press() -> bool:
    """Have everything printed again if what it is printed by has changed; say whether it has."""
    return set_imprint(digest())
